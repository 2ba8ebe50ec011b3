// The live view: events whose data are answers of the exchange, sent when they have changed.

import { read } from "./exact.js";

const EVENTS = [
  "reset", "controls", "stats", "book", "trades", "candles", "orders", "fills", "balances", "log",
];
const AGAIN_MS = 1000;

export class Stream {
  #source = null;
  #listeners = new Map();
  #view = null;

  constructor(session, onState) {
    this.session = session;
    this.onState = onState;
    // A page that nobody sees lets its connection go: browsers allow six to one server.
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.#close();
      else if (this.#view !== null) this.#open();
    });
  }

  /** Call `listener` with the data of every `event`. */
  on(event, listener) {
    const all = this.#listeners.get(event) ?? [];
    this.#listeners.set(event, [...all, listener]);
  }

  /** Watch `pair` with candles of `interval` minutes from now on. */
  watch(pair, interval) {
    this.#view = { pair, interval };
    this.#open();
  }

  #close() {
    this.#source?.close();
    this.#source = null;
  }

  #open() {
    this.#close();
    const query = new URLSearchParams({ session: this.session.told.session, ...this.#view });
    const source = new EventSource(`/dashboard/stream?${query}`);
    this.#source = source;
    for (const event of EVENTS) {
      source.addEventListener(event, ({ data }) => {
        if (source !== this.#source) return;
        this.onState("live");
        const value = read(data);
        for (const listener of this.#listeners.get(event) ?? []) listener(value);
      });
    }
    this.#hear("reset", {});
    source.onerror = () => {
      if (source !== this.#source) return;
      this.onState("lost");
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.#begin(source), AGAIN_MS);
    };
  }

  #hear(event, value) {
    for (const listener of this.#listeners.get(event) ?? []) listener(value);
  }

  /** The exchange was started anew, so it knows neither the session nor its keys. */
  async #begin(source) {
    if (source !== this.#source) return;
    try {
      const before = this.session.told.session;
      await this.session.renew();
      if (this.session.told.session !== before) this.#hear("restart", {});
      this.#open();
    } catch {
      setTimeout(() => this.#begin(source), AGAIN_MS);
    }
  }
}
