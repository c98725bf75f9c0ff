// Answers that the server has not acknowledged yet. They live in the browser's storage, so that a
// closed page loses nothing; where there is no room they live as long as the page does.

const DAYS_KEPT = 30;

/** Entries of one private link: {fields, base, at, title, text, sent?} by question. */
export class Queue {
  #prefix;
  #entries = new Map();
  isDurable = true;

  constructor(link) {
    this.#prefix = `readiness:${link}:`;
    this.#attempt(() => {
      localStorage.setItem(`${this.#prefix}probe`, "");
      localStorage.removeItem(`${this.#prefix}probe`);
    });
    this.#attempt(() => this.#restore());
  }

  get questions() {
    return [...this.#entries.keys()];
  }

  get(question) {
    return this.#entries.get(question);
  }

  put(question, entry) {
    this.#entries.set(question, entry);
    this.#attempt(() => localStorage.setItem(this.#prefix + question, JSON.stringify(entry)));
  }

  /** Forget an entry. One that another tab wrote later stays: that tab sends it. */
  remove(question) {
    const { at } = this.#entries.get(question) ?? { at: 0 };
    this.#entries.delete(question);
    this.#attempt(() => {
      const stored = parsed(localStorage.getItem(this.#prefix + question));
      if (!stored || stored.at <= at) localStorage.removeItem(this.#prefix + question);
    });
  }

  isOld(question) {
    return Date.now() - this.get(question).at > DAYS_KEPT * 86_400_000;
  }

  #restore() {
    for (const key of Object.keys(localStorage)) {
      const entry = key.startsWith(this.#prefix) && parsed(localStorage.getItem(key));
      if (entry) this.#entries.set(key.slice(this.#prefix.length), entry);
    }
  }

  #attempt(storing) {
    try {
      storing();
    } catch {
      this.isDurable = false;
    }
  }
}

/** An entry as it was written, null where the text is none. */
function parsed(text) {
  try {
    const entry = JSON.parse(text);
    return Array.isArray(entry?.fields) ? entry : null;
  } catch {
    return null;
  }
}
