// The order form. Every number in it is text until the exchange reads it.

import { byId, fill, make, write } from "./dom.js";
import { add, compare, cut, divide, group, isNumber, multiply, subtract } from "./exact.js";
import { copyButtons } from "./copy.js";
import { onLanguage, say } from "./text.js";

const SHARES = ["10", "25", "50", "100"];
const AMOUNT_PLACES = 8;

const plain = (text) => text.replaceAll(",", "").trim();

/** A number as it stands in a field: grouped where it is one. */
const shown = (text) => (isNumber(plain(text)) ? group(plain(text)) : text);

export class OrderForm {
  constructor(session, account) {
    this.session = session;
    this.account = account;
    this.form = byId("order-form");
    this.form.addEventListener("input", () => this.redraw());
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.#place(); });
    byId("price-down").addEventListener("click", () => this.#step(subtract));
    byId("price-up").addEventListener("click", () => this.#step(add));
    byId("price").addEventListener("keydown", (event) => {
      const change = { ArrowUp: add, ArrowDown: subtract }[event.key];
      if (change === undefined) return;
      event.preventDefault();
      this.#step(change);
    });
    for (const id of ["price", "amount"])
      byId(id).addEventListener("blur", () => { byId(id).value = shown(byId(id).value); });
    byId("shares").append(...SHARES.map((share) =>
      make("button", { type: "button", onclick: () => this.#share(share) }, `${share}%`)));
    onLanguage(() => this.redraw());
  }

  /** Order on this pair from now on, at `price` until somebody changes it. */
  choose(pair, price) {
    const isAnother = this.pair !== undefined; // at first, somebody may have begun to write
    this.pair = pair;
    if (isAnother) {
      this.setPrice(price ?? "");
      byId("amount").value = "";
    }
    this.redraw();
  }

  setPrice(price) {
    byId("price").value = shown(price);
    this.redraw();
  }

  /** Begin with `price`, unless somebody was faster. */
  suggestPrice(price) {
    if (byId("price").value === "") this.setPrice(price);
  }

  setSide(side) {
    this.form.elements.side.value = side;
    this.redraw();
    byId("amount").focus();
  }

  /** The request that the form stands for. */
  request() {
    const { side, type, price, amount, pair } = this.#values();
    const written = { type, side, price, amount, tradingPairName: pair.name };
    if (type === "market") delete written.price;
    const exact = (name, value) => (["price", "amount"].includes(name) ? JSON.rawJSON(value || "0") : value);
    return { method: "POST", target: "/orders", body: JSON.stringify(written, (name, value) => exact(name, value)) };
  }

  /** Say what happened; `tone` is "good" or "bad". */
  tell(text, tone = "good") {
    const message = byId("order-message");
    message.className = tone;
    write(message, text);
  }

  redraw() {
    if (!this.pair) return;
    const { side, type, price, amount, paysQuote, asset, available } = this.#values();
    const isMarket = type === "market";
    this.form.dataset.side = side;
    byId("price-field").hidden = isMarket;
    write(byId("price-unit"), this.pair.quote);
    write(byId("amount-unit"), isMarket && paysQuote ? this.pair.quote : this.pair.base);
    write(byId("amount-label"), say(isMarket && paysQuote ? "amount.pay" : "amount"));
    write(byId("available"), `${group(available)} ${asset}`);
    write(byId("place"), say(`place.${side}`, { base: this.pair.base }));
    write(byId("fee"), say("fee.rate", { fee: multiply(this.session.told.taker_fee, "100") }));
    const known = isNumber(amount) && (isMarket ? paysQuote : isNumber(price));
    const value = isMarket ? amount : known ? multiply(price, amount) : "0";
    write(byId("value"), known ? `${group(value)} ${this.pair.quote}` : "–");
    fill(byId("order-copies"), ...copyButtons(this.session, () => this.request(), (text) => this.tell(text)));
  }

  #values() {
    const { side, type } = Object.fromEntries(new FormData(this.form));
    const clean = (id) => plain(byId(id).value);
    const paysQuote = side === "buy";
    const asset = paysQuote ? this.pair.quote : this.pair.base;
    const available = this.account.available(asset);
    return { side, type, price: clean("price"), amount: clean("amount"), pair: this.pair, paysQuote, asset, available };
  }

  #step(change) {
    if (!this.pair) return;
    const { price } = this.#values();
    const next = change(isNumber(price) ? price : "0", this.pair.tick);
    if (compare(next, "0") > 0) this.setPrice(next);
  }

  /** Fill in the amount that uses `share` percent of what is available, whole fee included. */
  #share(share) {
    if (!this.pair) return;
    const { type, price, paysQuote, available } = this.#values();
    const part = divide(multiply(available, share), "100", AMOUNT_PLACES);
    const isQuote = paysQuote && type === "limit";
    const places = paysQuote && type === "market" && this.pair.quote === "KRW" ? 0 : AMOUNT_PLACES;
    const amount = isQuote ? (isNumber(price) ? divide(part, price, AMOUNT_PLACES) : "0") : cut(part, places);
    byId("amount").value = shown(amount);
    this.redraw();
  }

  async #place() {
    if (!this.pair) return;
    const { type, price, amount, pair } = this.#values();
    if (type === "limit" && !isNumber(price))
      return this.#ask("price", say("order.price_needed", { tick: pair.tick }));
    if (!isNumber(amount))
      return this.#ask("amount", say("order.amount_needed", { least: pair.min_amount, asset: pair.base }));
    byId("place").disabled = true;
    this.tell("");
    try {
      const answer = await this.session.call(this.request());
      this.told(answer, (order) => say("order.placed", { id: order.id }), say("order.lost"));
    } finally {
      byId("place").disabled = false;
    }
  }

  #ask(id, text) {
    this.tell(text, "bad");
    byId(id).setAttribute("aria-invalid", "true");
    byId(id).focus();
    byId(id).addEventListener("input", () => byId(id).removeAttribute("aria-invalid"), { once: true });
  }

  /** Say what became of a call of the private API. */
  told({ status, text }, succeeded, lost) {
    let told = null;
    try {
      told = JSON.parse(text);
    } catch {
      if (status !== null && status < 500) status = null; // an answer that breaks off tells nothing
    }
    if (status === null) this.tell(lost, "bad");
    else if (status === 200 && told !== null && told.errorCode === undefined) this.tell(succeeded(told));
    else if (status === 401) this.tell(say("order.repeated"), "bad"); // the key itself is right
    else this.tell(say("order.refused", { status, message: told?.errorMessage ?? "" }), "bad");
  }
}
