// The trades of everybody, newest first.

import { byId, make } from "./dom.js";
import { group } from "./exact.js";
import { arrow, clockTime, onLanguage, tone } from "./text.js";

const KEPT = 60;

export class Tape {
  #trades = [];

  constructor() {
    onLanguage(() => this.#draw());
  }

  clear() {
    this.#trades = [];
    this.#draw();
  }

  /** Trades newer than all before, newest first. */
  add(trades) {
    this.#trades = [...trades, ...this.#trades].slice(0, KEPT);
    this.#draw();
  }

  #draw() {
    byId("tape").replaceChildren(
      ...this.#trades.map(({ time, price, amount, side }) => {
        const sign = side === "buy" ? 1 : -1;
        return make("tr", {},
          make("td", { class: "quiet" }, clockTime(time)),
          make("td", { class: `number ${tone(sign)}` }, `${arrow(sign)} ${group(price)}`),
          make("td", { class: "number" }, group(amount)));
      }));
  }
}
