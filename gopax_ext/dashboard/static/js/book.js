// The order book as a ladder: asks above, bids below, the last price between them.

import { byId, make, rove, write } from "./dom.js";
import { compare, divide, group, multiply, subtract } from "./exact.js";
import { arrow, onLanguage, say, tone } from "./text.js";

const ROWS = 10;

export class Book {
  #sides = { ask: [], bid: [] };
  #last = null;
  #own = new Set();

  /** `onPrice` gets the price that somebody chose. */
  constructor(onPrice) {
    for (const [side, id] of [["ask", "asks"], ["bid", "bids"]]) {
      const body = byId(id);
      for (let place = 0; place < ROWS; place += 1) this.#sides[side].push(row(side, onPrice));
      const rows = this.#sides[side].map(({ element }) => element);
      body.append(...(side === "ask" ? rows.reverse() : rows));
      rove(body, { vertical: true });
    }
    onLanguage(() => this.#last && this.show(this.#last));
  }

  show(book) {
    this.#last = book;
    const shown = { ask: book.ask.slice(0, ROWS), bid: book.bid.slice(0, ROWS) };
    const sizes = [...shown.ask, ...shown.bid].map(([, , amount]) => amount);
    const most = sizes.reduce((a, b) => (compare(a, b) > 0 ? a : b), "0");
    const amountPlaces = places(sizes);
    const pricePlaces = places([...shown.ask, ...shown.bid].map(([, price]) => price));
    for (const side of ["ask", "bid"])
      this.#sides[side].forEach((each, place) =>
        each.show(shown[side][place], { most, amountPlaces, pricePlaces, own: this.#own }));
    this.#showSpread(book.ask[0]?.[1], book.bid[0]?.[1]);
  }

  /** The last price, and where it went since yesterday. */
  showLast({ open, close }) {
    const sign = compare(close, open);
    const middle = byId("middle");
    middle.className = tone(sign);
    write(middle, `${arrow(sign)} ${group(close)}`.trim());
  }

  /** Mark the prices at which `orders` of one's own rest. */
  showOrders(pair, orders) {
    this.#own = new Set(orders.filter((each) => each.tradingPairName === pair).map((each) => `${each.side} ${each.price}`));
    if (this.#last) this.show(this.#last);
  }

  focus() {
    this.#sides.bid[0].button.focus();
  }

  #showSpread(ask, bid) {
    const known = ask !== undefined && bid !== undefined;
    const spread = known ? subtract(ask, bid) : "0";
    const shown = { spread: group(spread), percent: known ? `${divide(multiply(spread, "100"), bid, 3)}%` : "" };
    write(byId("spread"), known ? say("spread", shown) : "");
  }
}

/** The most decimals that any of `numbers` has, so that they stand below each other. */
const places = (numbers) =>
  numbers.reduce((most, each) => Math.max(most, (each.split(".")[1] ?? "").length), 0);

function row(side, onPrice) {
  const button = make("button", { type: "button", tabindex: "-1", onclick: () => price && onPrice(price) });
  const amount = make("td", { class: "number" });
  const total = make("td", { class: "number quiet" });
  const element = make("tr", { class: side }, make("td", {}, button), amount, total);
  let price = null;
  return {
    element,
    button,
    show(level, { most, amountPlaces, pricePlaces, own }) {
      const [, at, size] = level ?? [null, null, "0"];
      price = at;
      element.hidden = at === null;
      if (at === null) return;
      write(button, group(at, pricePlaces));
      const isOwn = own.has(`${side === "ask" ? "sell" : "buy"} ${at}`);
      element.classList.toggle("own", isOwn);
      button.setAttribute("aria-label", say(isOwn ? "book.take.own" : "book.take", { price: group(at) }));
      write(amount, group(size, amountPlaces));
      const value = multiply(at, size);
      write(total, group(value, compare(value, "1000") >= 0 ? 0 : 4));
      element.style.setProperty("--share", `${divide(multiply(size, "100"), most, 2)}%`);
    },
  };
}

