// A figure, ticks, an estimate, and "don't know" exclude each other: choosing one clears the rest,
// before other scripts read what is chosen. Without this script the server asks which one is meant.

const partOf = ({ name }) => name.slice(name.lastIndexOf(".") + 1);
const ANSWERS = new Set(["figure", "band", "item", "none", "special", "text"]);
const TOGETHER = new Set(["item"]);

function isGiven(control) {
  const isTicked = ["radio", "checkbox"].includes(control.type);
  return isTicked ? control.checked && control.value !== "" : control.value.trim() !== "";
}

function clear(control) {
  if (!["radio", "checkbox"].includes(control.type)) control.value = "";
  else if (control.type === "checkbox") control.checked = false;
  else control.checked = control.value === "";
}

function onlyThis(chosen) {
  const question = chosen.closest?.("[data-question]");
  if (!question || !ANSWERS.has(partOf(chosen)) || !isGiven(chosen)) return;
  for (const control of question.elements) {
    const isSame = control.name === chosen.name && (control.type === "radio" || TOGETHER.has(partOf(chosen)));
    if (control !== chosen && !isSame && ANSWERS.has(partOf(control))) clear(control);
  }
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, ({ target }) => onlyThis(target), true);
}
