// Keys for desks. Single keys can be switched off (WCAG 2.1.4); they never work while one types.

import { isTyped } from "./fields.js";
import { allQuestions, focusOn } from "./questions.js";

const SETTING = "readiness:shortcuts";

/** The question with the focus, else the first one that can be seen whole or in part. */
function current() {
  const focused = document.activeElement?.closest("[data-question]");
  return focused ?? allQuestions().find((each) => each.getBoundingClientRect().bottom > 80);
}

function choose(number) {
  pick(current()?.querySelectorAll(":scope > .options:not(.others) input")[number - 1]);
}

function pick(option) {
  option?.focus();
  option?.click();
}

function go(step) {
  const all = allQuestions();
  const next = all[all.indexOf(current()) + step];
  if (!next) return document.querySelector(step > 0 ? "a[rel=next]" : "a[rel=prev]")?.click();
  next.scrollIntoView({ block: "start" });
  focusOn(next, { preventScroll: true });
}

/** Press the button that Enter would press. */
function goOn() {
  const { form } = current() ?? {};
  form?.requestSubmit(form.querySelector("button:not([type=button])"));
}

const ACTIONS = {
  d: () => pick(current()?.querySelector('input[value="dont_know"]')),
  j: () => go(1),
  k: () => go(-1),
  ArrowRight: () => go(1),
  ArrowLeft: () => go(-1),
  s: goOn,
  "?": () => document.querySelector("[data-shortcuts]").showModal(),
};
for (const number of [1, 2, 3, 4, 5]) ACTIONS[number] = () => choose(number);

function isSwitchedOn() {
  try {
    return localStorage.getItem(SETTING) !== "off";
  } catch {
    return true;
  }
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (isTyped(event.target) || event.target.closest("select, dialog, [contenteditable]")) return;
  // Arrows walk through the options of a question that has the focus.
  if (event.key.startsWith("Arrow") && event.target.matches("input")) return;
  const act = ACTIONS[event.key];
  if (!act || !isSwitchedOn()) return;
  event.preventDefault();
  act();
}

/** Listen for keys and show the button to the list of them, on pages with questions. */
export function offerShortcuts() {
  const dialog = document.querySelector("[data-shortcuts]");
  if (!allQuestions().length || !dialog) return;
  document.addEventListener("keydown", onKey);
  const opener = document.querySelector("[data-shows-shortcuts]");
  opener.hidden = false;
  opener.querySelector("button").addEventListener("click", () => dialog.showModal());
  const setting = dialog.querySelector("input");
  setting.checked = isSwitchedOn();
  setting.addEventListener("change", () => {
    try {
      localStorage.setItem(SETTING, setting.checked ? "on" : "off");
    } catch {
      setting.checked = true; // nothing can be remembered here
    }
  });
}
