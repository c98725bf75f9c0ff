// Recalculates a worksheet as one types. Everything typed is kept in the browser until the server
// has acknowledged it; fields changed by two people are shown with both values.
const form = document.querySelector("form[data-worksheet]");
const words = form.dataset;
const figures = document.getElementById("figures");
const status = form.querySelector("[data-status]");
const address = form.getAttribute("action");
const key = `readiness:sheet:${address.replace(/^\/[a-z]{2}/, "")}`;
const PAUSE = 450;
const RETRIES = [1, 2, 5, 10, 30];
const edited = new Set();
let pause, retry, tries = 0, sending = false, again = false;

const say = (text, state = "") => { status.textContent = text; status.dataset.state = state; };
const controls = (id) => [...form.querySelectorAll(`[name="${CSS.escape(id)}"]`)];
const stamp = (id) => form.elements[`stamp.${id}`];
const valueOf = (id) => {
  const [first] = controls(id);
  return first.type === "radio" ? controls(id).find((each) => each.checked)?.value ?? "" : first.value;
};
const put = (id, value) => controls(id).forEach((each) => {
  if (each.type === "radio") each.checked = each.value === value; else each.value = value;
});
const filled = () => new URLSearchParams(new FormData(form));
const keep = () => {
  const fields = Object.fromEntries(filled());
  delete fields.form_token;
  try { localStorage.setItem(key, JSON.stringify({ fields, language: document.documentElement.lang })); } catch { /* full or forbidden: the page itself still has it */ }
};
const forget = () => { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } };

const complain = (entry, id, text, buttons = []) => {
  const place = entry.querySelector("[data-said]");
  const target = entry.querySelector("input.figure") ?? entry;
  const described = (target.getAttribute("aria-describedby") ?? "").split(" ").filter((each) => each && !each.endsWith("-error"));
  place.replaceChildren();
  if (text) {
    const line = Object.assign(document.createElement("p"), { className: "error", id: `in-${id}-error`, textContent: text });
    place.append(line, ...buttons);
    described.push(line.id);
    target.setAttribute("aria-invalid", "true");
  } else {
    target.removeAttribute("aria-invalid");
  }
  if (described.length) target.setAttribute("aria-describedby", described.join(" ")); else target.removeAttribute("aria-describedby");
};
const button = (text, act) => {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button second", textContent: text });
  made.addEventListener("click", act);
  return made;
};

const clashed = (entry, id, field) => {
  const text = field.value ? words.clash.replace("{theirs}", field.value) : words.emptied;
  const settle = (value) => {
    put(id, value);
    stamp(id).value = field.stamp;
    complain(entry, id, "");
    keep();
    send();
  };
  complain(entry, id, text, [button(words.keep, () => settle(valueOf(id))), button(words.take, () => settle(field.value))]);
};

const show = (answer, sent, own) => {
  const top = figures.scrollTop;
  const open = [...figures.querySelectorAll("details[open]")].map((each) => each.id);
  figures.innerHTML = answer.figures;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  figures.scrollTop = top;
  for (const entry of form.querySelectorAll("[data-field]")) {
    const id = entry.dataset.field;
    const field = answer.fields[id];
    if (field.clash) { clashed(entry, id, field); continue; }
    const untouched = valueOf(id) === (sent.get(id) ?? "");
    stamp(id).value = field.stamp;
    if (!untouched) continue;
    complain(entry, id, field.error);
    edited.delete(id);
    if (!own.has(id) || !entry.contains(document.activeElement)) put(id, field.value);
  }
};

const later = () => {
  say(words.waiting, "waiting");
  clearTimeout(retry);
  retry = setTimeout(send, RETRIES[Math.min(tries++, RETRIES.length - 1)] * 1000);
};

async function send() {
  clearTimeout(pause);
  if (sending) { again = true; return; }
  sending = true;
  const sent = filled();
  const own = new Set(edited);
  say(words.saving);
  try {
    const answer = await fetch(address, {
      method: "PUT", body: sent,
      headers: { "X-Form-Token": document.body.dataset.formToken, Accept: "application/json" },
    });
    if (answer.status === 200 || answer.status === 409) {
      const told = await answer.json();
      if (!told.fields) { say(told.detail, "refused"); return; }
      tries = 0;
      show(told, sent, own);
      if (answer.status === 409) {
        say(words.clashed, "conflict");
      } else if (!again) {
        forget();
        const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
        say(`${words.saved} ${time}. ${told.reading}.`, "saved");
        document.dispatchEvent(new CustomEvent("readiness:saved"));
      }
    } else if (answer.status === 401) {
      say(words.ended, "refused");
    } else if (answer.status >= 500) {
      later();
    } else {
      say((await answer.json()).detail, "refused");
    }
  } catch {
    later();
  } finally {
    sending = false;
    if (again) { again = false; send(); }
  }
}

form.addEventListener("input", (event) => {
  edited.add(event.target.name);
  keep();
  clearTimeout(pause);
  pause = setTimeout(send, PAUSE);
});
form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
addEventListener("online", send);

// What was typed before the page was closed or reloaded, and never acknowledged.
try {
  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  if (kept?.language === document.documentElement.lang) {
    for (const [name, value] of Object.entries(kept.fields)) {
      if (name.startsWith("stamp.")) { if (form.elements[name]) form.elements[name].value = value; } else if (controls(name).length) put(name, value);
    }
    send();
  }
} catch { forget(); }
