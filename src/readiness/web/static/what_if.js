// Recomputes what would change as soon as another answer is chosen; without it a button does.
const CALM_MS = 250;

for (const form of document.querySelectorAll("form[data-what-if]")) begin(form);

function begin(form) {
  const outcome = document.querySelector(form.dataset.whatIf);
  let timer = 0;
  let loading = null;

  async function recompute() {
    loading?.abort();
    const mine = (loading = new AbortController());
    outcome.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(form.action, {
        method: "POST", body: new URLSearchParams(new FormData(form)),
        headers: { "X-Part": "what-if" }, signal: mine.signal, redirect: "error",
      });
      if (response.ok) {
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        outcome.replaceChildren(...page.body.childNodes);
      }
    } catch { /* offline or overtaken: the button still works */ }
    if (mine === loading) outcome.removeAttribute("aria-busy");
  }

  form.addEventListener("change", (event) => {
    if ("reload" in event.target.dataset) return void form.requestSubmit();
    clearTimeout(timer);
    timer = setTimeout(recompute, CALM_MS);
  });
}
