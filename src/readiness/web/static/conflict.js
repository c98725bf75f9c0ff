// Two people, or two windows, answered the same question: both answers are shown, one is chosen.

import { isTyped, readable } from "./fields.js";
import { focusOn } from "./questions.js";
import { piece } from "./texts.js";

/** Show both; `keep` and `take` do what is decided; `take` gives the question as it is now. */
export function showConflict(question, theirs, { keep, take }) {
  question.querySelector(".conflict")?.remove();
  const { label, by, at, note } = theirs;
  const panel = piece("conflict", { theirs: label, by, at, note, mine: readable(question) });
  panel.querySelector('[data-do="keep"]').addEventListener("click", () => {
    panel.remove();
    focusOn(question);
    keep();
  });
  panel.querySelector('[data-do="take"]').addEventListener("click", async () => {
    const taken = await take();
    if (taken) focusOn(taken);
    else panel.querySelector("[data-away]").hidden = false;
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
