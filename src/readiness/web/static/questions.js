// The same page fetched anew, to bring the questions on it up to date.

import { sentence } from "./texts.js";

async function freshPage() {
  try {
    const response = await fetch(location.href, { headers: { Accept: "text/html" } });
    return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  } catch {
    return null;
  }
}

/** A question as the server has it now, null when it cannot be had. */
export async function freshQuestion(question) {
  const found = (await freshPage())?.querySelector(`[data-question="${CSS.escape(question)}"]`);
  return found ? document.importNode(found, true) : null;
}

/**
 * Take questions out that are no longer asked and put new ones in their places; what stays is not
 * touched, so focus and typed text stay too. Gives the new ones.
 */
export async function exchangeQuestions() {
  const fresh = await freshPage();
  if (!fresh) return [];
  const wanted = [...fresh.querySelectorAll("[data-question]")];
  const shown = new Map([...document.querySelectorAll("[data-question]")].map((each) => [each.dataset.question, each]));
  const added = [];
  let before = null;
  for (const each of wanted) {
    const question = each.dataset.question;
    let here = shown.get(question);
    if (!here) {
      here = document.importNode(each, true);
      if (before) before.after(here);
      else document.querySelector("[data-question]").before(here);
      added.push(here);
    }
    before = here;
    shown.delete(question);
  }
  for (const gone of shown.values()) gone.remove();
  if (added.length || shown.size) document.querySelector("[data-news]").textContent = sentence("changed");
  return added;
}
