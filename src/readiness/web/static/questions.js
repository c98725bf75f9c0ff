// The questions on the page, and the same page fetched anew to bring them up to date.

import { pointerAtRest } from "./pointer.js";
import { sentence } from "./texts.js";

const SETTLING_MS = 500; // a tap aimed at what stood there before must not answer a new question
const FIELDS = "input:not([type=hidden]), textarea";

export const allQuestions = () => [...document.querySelectorAll("[data-question]")];

export const findQuestion = (question, page = document) =>
  page.querySelector(`[data-question="${CSS.escape(question)}"]`);

/** Put the focus on what is chosen in a question, else on its first field that can be seen. */
export function focusOn(question, options) {
  const fields = [...question.querySelectorAll(FIELDS)].filter(
    (field) => !field.closest("details:not([open])"),
  );
  (fields.find((field) => field.checked) ?? fields[0])?.focus(options);
}

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
  const page = await freshPage();
  const found = page && findQuestion(question, page);
  return found ? document.importNode(found, true) : null;
}

/**
 * Take questions out that are no longer asked and put new ones in their places; what stays is not
 * touched, so focus and typed text stay too. Gives the new ones.
 */
export async function exchangeQuestions() {
  const fresh = await freshPage();
  if (!fresh) return [];
  await pointerAtRest();
  const shown = new Map(allQuestions().map((each) => [each.dataset.question, each]));
  const added = [];
  let before = null;
  for (const wanted of fresh.querySelectorAll("[data-question]")) {
    const { question } = wanted.dataset;
    const here = shown.get(question) ?? document.importNode(wanted, true);
    if (!shown.delete(question)) {
      added.push(here);
      if (before) before.after(here);
      else allQuestions()[0].before(here);
    }
    before = here;
  }
  for (const gone of shown.values()) gone.remove();
  for (const each of added) letSettle(each);
  if (added.length || shown.size) {
    document.querySelector("[data-news]").textContent = sentence("changed");
  }
  return added;
}

function letSettle(question) {
  question.inert = true;
  setTimeout(() => {
    question.inert = false;
  }, SETTLING_MS);
}
