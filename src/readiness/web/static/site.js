// What all pages share: copying a text, and finding the field that an error is about.

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const source = document.querySelector(button.dataset.copy);
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
    const said = button.nextElementSibling?.matches("[data-said]");
    const status = said ? button.nextElementSibling : document.createElement("span");
    status.setAttribute("role", "status");
    status.dataset.said = "";
    status.textContent = "";
    button.after(status);
    setTimeout(() => (status.textContent = button.dataset.copied)); // into a status already there
  });
}

const errors = document.querySelector("#errors");
errors?.focus();
errors?.addEventListener("click", (event) => {
  const field = document.getElementById(event.target.hash?.slice(1));
  if (!field) return;
  event.preventDefault();
  field.closest("details")?.setAttribute("open", "");
  field.focus();
  (field.closest("[data-question]") ?? field).scrollIntoView({ block: "start" });
});
