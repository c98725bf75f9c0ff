// Two people, or two windows, answered the same question: both answers are shown, one is chosen.

import { isTyped, readable } from "./fields.js";
import { piece } from "./texts.js";

/** Show both; `keep` and `take` do what the person decides, `take` gives false where it cannot. */
export function showConflict(question, theirs, { keep, take }) {
  question.querySelector(".conflict")?.remove();
  const { label, by, at, note } = theirs;
  const panel = piece("conflict", { theirs: label, by, at, note, mine: readable(question) });
  panel.querySelector('[data-do="keep"]').addEventListener("click", () => {
    close(panel, question);
    keep();
  });
  panel.querySelector('[data-do="take"]').addEventListener("click", async () => {
    if (!(await take())) panel.querySelector("[data-away]").hidden = false;
  });
  question.querySelector(".saved").after(panel);
  // Whoever is typing elsewhere is not torn away; the panel is announced either way.
  const focused = document.activeElement;
  if (!isTyped(focused) || question.contains(focused)) panel.focus();
}

/** Bring the person's own answer in an open panel up to date. */
export function showMine(question) {
  const mine = question.querySelector('.conflict [data-slot="mine"]');
  if (mine) mine.textContent = readable(question);
}

function close(panel, question) {
  panel.remove();
  question.querySelector("input:checked, input:not([type=hidden]), textarea")?.focus();
}
