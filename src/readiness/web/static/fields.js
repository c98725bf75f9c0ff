// The controls of one question: what is in them, and putting it back.

const SILENT = new Set(["submit", "button", "reset", "file", "image"]);
const TICKED = new Set(["radio", "checkbox"]);

const controlsOf = (question) =>
  [...question.elements].filter(
    ({ name, type }) => name && !SILENT.has(type) && !name.endsWith(".base"),
  );

/** Remember in the page which revision it shows, for scripts and for the plain form. */
export function putRevision(question, revision) {
  question.dataset.revision = revision;
  for (const control of question.querySelectorAll('input[name$=".base"]')) control.value = revision;
}

/** Name and value of every control, as a browser would send them. */
export const fieldsOf = (question) =>
  controlsOf(question)
    .filter((control) => !control.disabled && (!TICKED.has(control.type) || control.checked))
    .map(({ name, value }) => [name, value]);

/** The same as the page came from the server, whatever was typed since. */
export const fieldsAtFirst = (question) =>
  controlsOf(question)
    .filter((control) => !control.disabled && (!TICKED.has(control.type) || control.defaultChecked))
    .map((control) => [control.name, isTyped(control) ? control.defaultValue : control.value]);

/** Put values back into the controls, and open what would hide them. */
export function fill(question, fields) {
  for (const control of controlsOf(question)) {
    const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
    if (TICKED.has(control.type)) control.checked = values.includes(control.value);
    else if (isTyped(control) && values.length) control.value = values[0];
    if (isFilled(control)) control.closest("details")?.setAttribute("open", "");
  }
}

/** What a person would read of the answer: chosen sentences and typed text. */
export const readable = (question) =>
  controlsOf(question)
    .filter(isFilled)
    .map((control) => (isTyped(control) ? control.value : textOf(control.labels?.[0])))
    .filter(Boolean)
    .join("; ");

/** The question's own words. */
export const titleOf = (question) => textOf(question.querySelector("legend") ?? question);

/** Whether typing goes into this control letter by letter. */
export const isTyped = (control) =>
  control instanceof HTMLTextAreaElement ||
  (control instanceof HTMLInputElement && control.type !== "hidden" && !TICKED.has(control.type));

export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const isFilled = (control) =>
  TICKED.has(control.type) ? control.checked : isTyped(control) && control.value.trim() !== "";

const textOf = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";
