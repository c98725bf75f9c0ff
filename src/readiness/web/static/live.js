// Fills the live picture beside the questions and keeps it fresh; without it a link leads to a page.
const SWITCH = "readiness:live";
const CALM_MS = 400;

for (const aside of document.querySelectorAll("[data-live]")) begin(aside);

function begin(aside) {
  const resting = [...aside.childNodes];
  let timer = 0;
  let loading = null;

  const isOff = () => {
    try { return localStorage.getItem(SWITCH) === "off"; } catch { return false; }
  };
  const remember = (state) => {
    try { localStorage.setItem(SWITCH, state); } catch { /* private mode: holds for this page */ }
  };

  async function refresh() {
    if (!navigator.onLine) return;
    loading?.abort();
    const mine = (loading = new AbortController());
    try {
      const response = await fetch(aside.dataset.live, {
        headers: { "X-Part": "live" }, signal: mine.signal, redirect: "error",
      });
      if (response.ok) show(await response.text());
    } catch { /* offline or overtaken: what is shown stays */ }
  }

  function show(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const unfolded = new Set([...aside.querySelectorAll("details[open]")].map((each) => each.dataset.keep));
    for (const each of page.querySelectorAll("details[data-keep]")) each.open = unfolded.has(each.dataset.keep);
    const off = page.querySelector("[data-live-off]");
    off.hidden = false;
    const held = aside.contains(document.activeElement) ? document.activeElement : null;
    const again = held && (held.matches("[data-live-off]") ? "[data-live-off]"
      : held.matches("a[href]") ? `a[href="${CSS.escape(held.getAttribute("href"))}"]`
      : held.matches("summary") ? `[data-keep="${held.parentElement.dataset.keep}"] > summary` : null);
    aside.replaceChildren(...page.body.childNodes);
    off.addEventListener("click", () => { remember("off"); loading?.abort(); aside.replaceChildren(...resting); aside.querySelector("a")?.focus(); });
    if (again) aside.querySelector(again)?.focus();
  }

  aside.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || !resting.some((each) => each.contains(link))) return;
    event.preventDefault();
    remember("on");
    refresh().then(() => aside.querySelector("[data-live-off]")?.focus());
  });
  document.addEventListener("readiness:saved", () => {
    clearTimeout(timer);
    if (!isOff()) timer = setTimeout(refresh, CALM_MS);
  });
  if (!isOff()) refresh();
}
