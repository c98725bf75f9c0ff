// Saves every answer as it is given, and loses none: see queue.js and sending.js.

import { showConflict, showMine } from "./conflict.js";
import { showCount } from "./count.js";
import { fieldsAtFirst, fieldsOf, fill, putRevision, readable, same, titleOf } from "./fields.js";
import { allIsSaved, guardLeaving } from "./leaving.js";
import { showLeftover } from "./leftovers.js";
import { allQuestions, exchangeQuestions, findQuestion, freshQuestion } from "./questions.js";
import { Queue } from "./queue.js";
import { Sender } from "./sending.js";
import { offerShortcuts } from "./shortcuts.js";
import { showState } from "./status.js";
import { piece, sentence } from "./texts.js";

const [, home, link] = location.pathname.match(/^(\/[a-z]{2}\/a\/([^/]+))/);
const queue = new Queue(link);
const known = new Map(); // what the server has of each question, as far as this page knows
const sender = new Sender({ home, token: document.body.dataset.formToken, queue, tell });

/** Take note of what is in a question now; false when the server has it already. */
function note(element) {
  const question = element.dataset.question;
  const fields = fieldsOf(element);
  const before = queue.get(question);
  if (!before && same(fields, known.get(question))) return false;
  if (before && same(fields, before.fields)) return true;
  const base = Number(element.dataset.revision);
  const words = { title: titleOf(element), text: readable(element) };
  queue.put(question, { base, ...before, fields, at: Date.now(), ...words });
  showMine(element);
  tellWhetherKept();
  return true;
}

function noteChange(target, send) {
  const element = target.closest?.("[data-question]");
  if (element && note(element)) send(element.dataset.question);
}

/** Show what became of an answer on its way to the server. */
function tell(question, state, details = {}) {
  const element = findQuestion(question);
  if (element) {
    if (details.status === 200) {
      known.set(question, details.sent);
      putRevision(element, details.revision);
      element.toggleAttribute("data-answered", details.answered);
      showCount();
    }
    showState(element, state, details);
    if (state === "conflict") decide(element, details.theirs);
  } else if (["refused", "conflict"].includes(state)) giveUp(question, details.detail);
  if (state === "saved") {
    document.dispatchEvent(new CustomEvent("readiness:saved", { detail: { question } }));
    if (!queue.questions.length) allIsSaved();
    if (element) followBranches(details.applies);
  }
}

function decide(element, theirs) {
  const question = element.dataset.question;
  showConflict(element, theirs, {
    keep: () => sender.inSpiteOf(question, theirs.revision),
    take: async () => {
      const fresh = await freshQuestion(question);
      if (!fresh) return null;
      sender.release(question);
      element.replaceWith(fresh);
      known.set(question, fieldsAtFirst(fresh));
      return fresh;
    },
  });
}

/** Show what no question on this page can show, and nobody shall lose. */
function giveUp(question, reason) {
  const entry = queue.get(question);
  sender.halt(question, "shown");
  showLeftover(`${home}/questions/${encodeURIComponent(question)}`, entry, reason, () => {
    if (queue.get(question) === entry) sender.release(question);
  });
}

async function followBranches(applies) {
  if (!applies || !location.pathname.includes("/sections/")) return;
  const shown = allQuestions().map(({ dataset }) => dataset.question);
  if (same(shown.sort(), [...applies].sort())) return;
  for (const element of await exchangeQuestions()) takeUp(element);
  showCount();
}

/** Begin to look after a question; what was not sent goes back into its fields. */
function takeUp(element) {
  const question = element.dataset.question;
  known.set(question, fieldsAtFirst(element));
  if (!queue.get(question)) note(element); // typed before this script was there
  else if (!queue.isOld(question)) fill(element, queue.get(question).fields);
}

function tellWhetherKept() {
  if (queue.isDurable || document.querySelector("[data-not-kept]")) return;
  document.querySelector("main").prepend(piece("not-kept"));
}

document.addEventListener("input", ({ target }) => {
  noteChange(target, (question) => sender.afterTyping(question));
});
document.addEventListener("change", ({ target }) => {
  noteChange(target, (question) => sender.now(question));
});
document.addEventListener("visibilitychange", () => sender.everything());
for (const moment of ["online", "pagehide", "pageshow"]) {
  addEventListener(moment, () => sender.everything());
}
addEventListener("beforeunload", (event) => {
  if (!queue.isDurable && queue.questions.length) event.preventDefault();
});
guardLeaving({
  sender,
  noteAll: () => allQuestions().forEach(note),
  openQuestions: () => queue.questions.map((question) => findQuestion(question)).filter(Boolean),
});

allQuestions().forEach(takeUp);
tellWhetherKept();
for (const question of queue.questions) {
  if (queue.isOld(question)) giveUp(question, sentence("old"));
}
sender.everything();
offerShortcuts();
