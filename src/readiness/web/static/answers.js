// Saves every answer as it is given, and loses none: see queue.js and sending.js.

import { showConflict, showMine } from "./conflict.js";
import { fieldsAtFirst, fieldsOf, fill, isTyped, readable, same, titleOf } from "./fields.js";
import { showLeftover } from "./leftovers.js";
import { exchangeQuestions, freshQuestion } from "./questions.js";
import { Queue } from "./queue.js";
import { Sender } from "./sending.js";
import { offerShortcuts } from "./shortcuts.js";
import { piece, sentence } from "./texts.js";

const SAVING_SHOWN_AFTER_MS = 400; // sooner it would only be noise for those who hear the page

const [, home, link] = location.pathname.match(/^(\/[a-z]{2}\/a\/([^/]+))/);
const queue = new Queue(link);
const known = new Map(); // what the server has of each question, as far as this page knows
const sender = new Sender({ home, token: document.body.dataset.formToken, queue, tell });
const timers = new WeakMap(); // of a status that is shown only if saving takes long
let alarm = null;
let isLeaving = false;

const find = (question) => document.querySelector(`[data-question="${CSS.escape(question)}"]`);
const questionAt = (target) => target.closest?.("[data-question]");

/** Take note of what is in a question now; nothing to do when the server has it already. */
function note(element) {
  const question = element.dataset.question;
  const fields = fieldsOf(element);
  const before = queue.get(question);
  if (!before && same(fields, known.get(question))) return false;
  if (before && same(fields, before.fields)) return true;
  queue.put(question, {
    base: Number(element.dataset.revision),
    ...before,
    fields,
    at: Date.now(),
    title: titleOf(element),
    text: readable(element),
  });
  showMine(element);
  tellWhetherKept();
  return true;
}

function tell(question, state, details = {}) {
  const element = find(question);
  if (state === "saved") document.dispatchEvent(new CustomEvent("readiness:saved", { detail: { question } }));
  if (!element) {
    if (["refused", "conflict"].includes(state)) giveUp(question, details);
    return;
  }
  if (details.revision && ["saved", "saving"].includes(state)) acknowledge(element, details);
  const status = element.querySelector(".saved");
  const show = (text) => {
    status.dataset.state = state;
    status.textContent = text;
  };
  clearTimeout(timers.get(status));
  markInvalid(element, state === "refused");
  if (state === "saving") {
    const isShown = status.dataset.state === "waiting";
    if (!isShown) timers.set(status, setTimeout(() => show(sentence(state)), SAVING_SHOWN_AFTER_MS));
  } else show(details.saved ?? sentence(state, details));
  if (state === "conflict") decide(element, details);
  if (state === "saved") followBranches(details.applies);
}

function acknowledge(element, { revision, sent }) {
  known.set(element.dataset.question, sent);
  element.dataset.revision = revision;
  for (const hidden of element.querySelectorAll('input[type="hidden"][data-base]')) hidden.value = revision;
}

/** Connect what was typed with the words that say why it was not accepted. */
function markInvalid(element, isInvalid) {
  const typed = [...element.elements].find((control) => isTyped(control) && control.value);
  if (isInvalid) typed?.setAttribute("aria-invalid", "true");
  else element.querySelector('[aria-invalid="true"]')?.removeAttribute("aria-invalid");
}

function decide(element, details) {
  const question = element.dataset.question;
  showConflict(element, details.theirs, {
    keep: () => sender.inSpiteOf(question, details.theirs.revision),
    take: async () => {
      const fresh = await freshQuestion(question);
      if (!fresh) return false;
      sender.release(question);
      element.replaceWith(fresh);
      known.set(question, fieldsAtFirst(fresh));
      fresh.querySelector("input:checked, input:not([type=hidden]), textarea")?.focus();
      return true;
    },
  });
}

/** What no question on this page can show, and nobody shall lose. */
function giveUp(question, { detail = "" }) {
  sender.halt(question, "shown");
  showLeftover(`${home}/questions/${encodeURIComponent(question)}`, queue.get(question), detail, () =>
    sender.release(question),
  );
}

async function followBranches(applies) {
  if (!applies || !/\/sections\//.test(location.pathname)) return;
  const shown = [...document.querySelectorAll("[data-question]")].map(({ dataset }) => dataset.question);
  if (same([...shown].sort(), [...applies].sort())) return;
  for (const element of await exchangeQuestions()) remember(element);
}

function remember(element) {
  const question = element.dataset.question;
  known.set(question, fieldsAtFirst(element));
  if (!queue.get(question)) note(element); // typed before this script was there
  else if (!queue.isOld(question)) fill(element, queue.get(question).fields);
}

function tellWhetherKept() {
  if (queue.isDurable || document.querySelector("[data-not-kept]")) return;
  document.querySelector("main").prepend(piece("not-kept"));
}

/** Leave a page only once everything on it is saved; where that cannot be, stay and say so. */
async function beforeLeaving(event) {
  const form = event.target;
  if (isLeaving || !form.querySelector("[data-question]")) return;
  event.preventDefault();
  for (const element of form.querySelectorAll("[data-question]")) note(element);
  await sender.flush();
  alarm?.remove();
  const open = queue.questions.map(find).filter((element) => form.contains(element));
  const isThere = await sender.isServerThere(document.querySelector("link[rel=icon]").href);
  if (open.length === 0 && isThere) return leave(form, event.submitter);
  const undecided = open.find(needsThePerson);
  alarm = piece(undecided ? "to-decide" : "not-sent");
  form.append(alarm);
  (undecided?.querySelector(".saved") ?? alarm).scrollIntoView({ block: "center" });
}

function leave(form, submitter) {
  isLeaving = true;
  form.requestSubmit(submitter);
  isLeaving = false;
}

const needsThePerson = (element) =>
  ["refused", "conflict"].includes(element.querySelector(".saved").dataset.state);

document.addEventListener("input", ({ target }) => {
  const element = questionAt(target);
  if (element && note(element)) sender.afterTyping(element.dataset.question);
});
document.addEventListener("change", ({ target }) => {
  const element = questionAt(target);
  if (element && note(element)) sender.now(element.dataset.question);
});
document.addEventListener("submit", beforeLeaving);
document.addEventListener("visibilitychange", () => sender.everything());
for (const moment of ["online", "pagehide", "pageshow"]) addEventListener(moment, () => sender.everything());
addEventListener("beforeunload", (event) => {
  if (!queue.isDurable && queue.questions.length) event.preventDefault();
});

document.querySelectorAll("[data-question]").forEach(remember);
tellWhetherKept();
for (const question of queue.questions) {
  if (queue.isOld(question)) giveUp(question, { detail: sentence("old") });
}
sender.everything();
offerShortcuts();
