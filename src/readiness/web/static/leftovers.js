// Answers that cannot be saved any more are shown to be copied; only the person lets them go.

import { piece } from "./texts.js";

/** Add an entry of the queue to the list on top of the page. */
export function showLeftover(address, entry, reason, discard) {
  const list = document.querySelector("[data-leftovers] ul") ?? newList();
  const item = piece("leftover", { title: entry.title, text: entry.text, reason });
  item.querySelector("a").href = address;
  for (const button of item.querySelectorAll("button")) {
    button.setAttribute("aria-label", `${button.textContent}: ${entry.title}`);
  }
  item.querySelector('[data-do="copy"]').addEventListener("click", () => copy(item));
  item.querySelector('[data-do="discard"]').addEventListener("click", () => {
    discard();
    item.remove();
    if (!list.children.length) list.closest("[data-leftovers]").remove();
  });
  list.append(item);
}

function newList() {
  const panel = piece("leftovers");
  document.querySelector("main").prepend(panel);
  return panel.querySelector("ul");
}

/** Into the clipboard where there is one; the text is selected in any case. */
async function copy(item) {
  getSelection().selectAllChildren(item.querySelector('[data-slot="text"]'));
  await navigator.clipboard?.writeText(item.querySelector('[data-slot="text"]').textContent);
  item.querySelector("[role=status]").hidden = false;
}
