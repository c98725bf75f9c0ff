// What is said beside a question of how far its answer has got.

import { isTyped } from "./fields.js";
import { sentence } from "./texts.js";

const SAVING_SHOWN_AFTER_MS = 400; // sooner it would only be noise for those who hear the page

const timers = new WeakMap();

/** Say it: saving, saved, waiting, refused, conflict or ended. */
export function showState(question, state, details) {
  const status = question.querySelector(".saved");
  const show = (text) => {
    status.dataset.state = state;
    status.textContent = text;
  };
  clearTimeout(timers.get(status));
  markInvalid(question, state === "refused");
  if (state !== "saving") show(details.saved ?? sentence(state, details));
  else if (status.dataset.state !== "waiting") {
    timers.set(status, setTimeout(() => show(sentence(state)), SAVING_SHOWN_AFTER_MS));
  }
}

/** Whether the person has to mend or decide something before the answer can be saved. */
export const needsThePerson = (question) =>
  ["refused", "conflict"].includes(question.querySelector(".saved").dataset.state);

function markInvalid(question, isInvalid) {
  const typed = [...question.elements].find((control) => isTyped(control) && control.value);
  if (isInvalid) typed?.setAttribute("aria-invalid", "true");
  else question.querySelector('[aria-invalid="true"]')?.removeAttribute("aria-invalid");
}
