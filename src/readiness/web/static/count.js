// How many questions of a section are answered, kept true while one answers.

import { allQuestions } from "./questions.js";
import { sentence } from "./texts.js";

/** Count anew; the time left is said no more once nothing is left. */
export function showCount() {
  const place = document.querySelector("[data-count]");
  if (!place) return;
  const all = allQuestions();
  const done = all.filter(({ dataset }) => "answered" in dataset).length;
  place.textContent = sentence("count", { done, all: all.length });
  const timeLeft = document.querySelector("[data-time-left]");
  if (timeLeft) timeLeft.hidden = done === all.length;
}
