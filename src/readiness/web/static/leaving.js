// A page with questions is left by its button only once everything on it is saved.

import { needsThePerson } from "./status.js";
import { piece } from "./texts.js";

let alarm = null;
let isLeaving = false;

/** Before a page's form is sent: send what is open; where that cannot be, stay and say so. */
export function guardLeaving({ sender, noteAll, openQuestions }) {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (isLeaving || !form.querySelector("[data-question]")) return;
    event.preventDefault();
    noteAll();
    await sender.flush();
    allIsSaved();
    const open = openQuestions().filter((question) => form.contains(question));
    const isThere = await sender.isServerThere(document.querySelector("link[rel=icon]").href);
    // Later: while the event of a form is under way, browsers ignore that it is sent again.
    if (open.length === 0 && isThere) return setTimeout(() => leave(form, event.submitter));
    const undecided = open.find(needsThePerson);
    alarm = piece(undecided ? "to-decide" : "not-sent");
    form.append(alarm);
    (undecided?.querySelector(".saved") ?? alarm).scrollIntoView({ block: "center" });
  });
}

/** Nothing keeps the person on the page any more. */
export function allIsSaved() {
  alarm?.remove();
}

function leave(form, submitter) {
  isLeaving = true;
  form.requestSubmit(submitter);
  isLeaving = false;
}
