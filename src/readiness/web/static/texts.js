// Words and pieces in the page's language; the page brings them (script_texts.html.j2).

/** A sentence, with `{name}` replaced by what is given. */
export function sentence(name, values = {}) {
  const text = document.querySelector(`template[data-text="${name}"]`).content.textContent.trim();
  return text.replace(/\{(\w+)\}/g, (slot, key) => values[key] ?? "");
}

/** A new copy of a piece of page, with text put into its slots; empty slots are hidden. */
export function piece(name, slots = {}) {
  const made = document.querySelector(`template[data-piece="${name}"]`).content.cloneNode(true);
  for (const [slot, text] of Object.entries(slots)) {
    const place = made.querySelector(`[data-slot="${slot}"]`);
    place.textContent = text;
    place.hidden = !text;
  }
  return made.firstElementChild;
}
