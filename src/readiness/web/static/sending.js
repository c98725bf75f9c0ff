// Sends what is in the queue: one request at a time for a question, the newest value last, again
// after growing pauses for as long as the server cannot be reached.

import { same } from "./fields.js";

const PAUSES_SECONDS = [1, 2, 5, 10, 30];
const TYPING_PAUSE_MS = 800;
const PATIENCE_MS = 8_000;
const HEARD_LATELY_MS = 5_000;
const MOST_KEPT_ALIVE = 15_000; // browsers allow 64 kB for all requests that outlive a page

export class Sender {
  #running = new Map();
  #halted = new Map();
  #typing = new Map();
  #failures = 0;
  #timer = 0;
  #heardAt = performance.now(); // the page itself has just come from the server

  /** `tell(question, state, details)` hears: saving, saved, waiting, refused, conflict, ended. */
  constructor({ home, token, queue, tell }) {
    Object.assign(this, { home, token, queue, tell });
  }

  /** Send a question once nothing was typed for a while. */
  afterTyping(question) {
    clearTimeout(this.#typing.get(question));
    this.#typing.set(question, setTimeout(() => this.now(question), TYPING_PAUSE_MS));
  }

  /** Send a question. A conflict waits for the person; all else may be tried again. */
  now(question) {
    clearTimeout(this.#typing.get(question));
    this.#typing.delete(question);
    if (this.#halted.get(question) !== "conflict") this.#halted.delete(question);
    this.#start(question);
  }

  /** Send everything that waits for the server, not what waits for the person. */
  everything() {
    for (const question of this.#typing.keys()) this.now(question);
    for (const question of this.queue.questions) this.#start(question);
  }

  /** Send a question again in spite of a newer revision, which the person has seen. */
  inSpiteOf(question, revision) {
    this.#halted.delete(question);
    this.queue.put(question, { ...this.queue.get(question), base: revision });
    this.#start(question);
  }

  /** No longer send a question, because its entry is shown to the person instead. */
  halt(question, state) {
    this.#halted.set(question, state);
  }

  release(question) {
    this.#halted.delete(question);
    this.queue.remove(question);
  }

  /** Send everything now; resolves when nothing is under way any more. */
  async flush() {
    this.everything();
    while (this.#running.size) await Promise.all(this.#running.values());
  }

  /** Whether the server is there, asking it only when nothing was heard for a while. */
  async isServerThere(smallFile) {
    if (performance.now() - this.#heardAt < HEARD_LATELY_MS) return navigator.onLine;
    try {
      await fetch(smallFile, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
      return true;
    } catch {
      return false;
    }
  }

  #start(question) {
    if (this.#running.has(question) || this.#halted.has(question)) return;
    if (!this.queue.get(question)) return;
    const run = this.#run(question).finally(() => this.#running.delete(question));
    this.#running.set(question, run);
  }

  async #run(question) {
    this.tell(question, "saving");
    while (this.queue.get(question) && !this.#halted.has(question)) {
      const reply = await this.#put(question);
      if (!reply) return this.#wait(question);
      this.#failures = 0;
      this.#settle(question, reply);
    }
  }

  /** One request; null when the server was not reached or could not serve. */
  async #put(question) {
    const entry = this.queue.get(question);
    // What was under way when the page or the network went may have been stored: it goes first
    // once more, so that a later value builds on it instead of seeming to contradict it.
    const sent = entry.sent ?? entry.fields;
    this.queue.put(question, { ...entry, sent });
    const body = new URLSearchParams([...sent, ["base", entry.base]]).toString();
    try {
      const response = await fetch(`${this.home}/answers/${encodeURIComponent(question)}`, {
        method: "PUT",
        headers: {
          Accept: "application/json",
          "Content-Type": "application/x-www-form-urlencoded",
          "X-Form-Token": this.token,
        },
        body,
        keepalive: body.length < MOST_KEPT_ALIVE,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      this.#heardAt = performance.now();
      const isBusy = response.status >= 500 || [408, 429].includes(response.status);
      return isBusy ? null : { ...(await response.json()), status: response.status, sent };
    } catch {
      return null;
    }
  }

  #settle(question, reply) {
    const { sent, ...entry } = this.queue.get(question);
    const isNewest = same(entry.fields, reply.sent);
    if (reply.status === 200) {
      if (isNewest) this.queue.remove(question);
      else this.queue.put(question, { ...entry, base: reply.revision });
      return this.tell(question, isNewest ? "saved" : "saving", reply);
    }
    this.queue.put(question, entry);
    if (isNewest) this.#halt(question, reply);
  }

  #halt(question, reply) {
    let state = reply.code === "answer_changed" ? "conflict" : "refused";
    if (reply.status === 401) state = "ended";
    this.#halted.set(question, state);
    this.tell(question, state, reply);
  }

  #wait(question) {
    this.tell(question, "waiting");
    if (this.#timer) return;
    const pause = PAUSES_SECONDS[Math.min(this.#failures++, PAUSES_SECONDS.length - 1)];
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      this.everything();
    }, pause * 1000);
  }
}
