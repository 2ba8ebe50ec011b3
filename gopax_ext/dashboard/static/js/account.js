// What one's own account holds, has open and has traded.

import { byId, make, write } from "./dom.js";
import { add, compare, divide, group, multiply } from "./exact.js";
import { arrow, clockTime, dateTime, onLanguage, say, tone } from "./text.js";

const sideCell = (side) => {
  const sign = side === "buy" ? 1 : -1;
  return make("td", { class: tone(sign) }, `${arrow(sign)} ${say(side)}`);
};
const number = (text) => make("td", { class: "number" }, text);

export class Account {
  #orders = [];
  #fills = [];
  #balances = [];
  #prices = new Map();

  /** `onCancel` gets the id of an order; `onBalances` hears that there are new ones. */
  constructor(onCancel, onBalances) {
    this.onCancel = onCancel;
    this.onBalances = onBalances;
    this.#bindTabs();
    onLanguage(() => { this.showOrders(this.#orders); this.showFills(this.#fills); this.#drawBalances(); });
  }

  /** What is available of `asset`. */
  available(asset) {
    return this.#balances.find((each) => each.asset === asset)?.avail ?? "0";
  }

  showOrders(orders) {
    this.#orders = orders;
    write(byId("orders-count"), orders.length ? String(orders.length) : "");
    byId("orders-empty").hidden = orders.length > 0;
    byId("orders").replaceChildren(...orders.toReversed().map((order) =>
      make("tr", { "data-order": order.id },
        make("td", { class: "quiet", title: dateTime(order.createdAt) }, clockTime(order.createdAt)),
        make("td", {}, order.tradingPairName),
        sideCell(order.side),
        number(group(order.price)),
        number(group(order.amount)),
        number(group(order.remaining)),
        make("td", { class: "ends" }, make("button", {
          type: "button", "aria-label": say("cancel.order", { id: order.id }),
          onclick: (event) => this.#cancel(event.currentTarget, order.id),
        }, say("cancel"))))));
  }

  showFills(fills) {
    this.#fills = fills;
    byId("fills-empty").hidden = fills.length > 0;
    byId("fills").replaceChildren(...fills.map((fill) => {
      const [base, quote] = fill.tradingPairName.split("-");
      return make("tr", {},
        make("td", { class: "quiet", title: dateTime(fill.timestamp) }, clockTime(fill.timestamp)),
        make("td", {}, fill.tradingPairName),
        sideCell(fill.side),
        number(group(fill.price)),
        number(group(fill.baseAmount)),
        number(group(fill.quoteAmount)),
        number(`${group(fill.fee)} ${fill.side === "buy" ? base : quote}`));
    }));
  }

  showBalances(balances) {
    this.#balances = balances;
    this.#drawBalances();
    this.onBalances();
  }

  showStats(stats) {
    for (const { name, close } of stats) this.#prices.set(name, close);
    this.#drawBalances();
  }

  open(name) {
    const tab = byId(`tab-${name}`);
    tab.click();
    tab.focus();
  }

  #drawBalances() {
    const held = this.#balances.filter(({ avail, hold }) => compare(add(avail, hold), "0") > 0);
    byId("balances").replaceChildren(...held.map(({ asset, avail, hold }) =>
      make("tr", {},
        make("th", { scope: "row" }, asset),
        number(group(avail)),
        number(group(hold)),
        number(this.#worth(asset, add(avail, hold))))));
  }

  #worth(asset, amount) {
    if (asset === "KRW") return group(amount, 0);
    const price = this.#prices.get(`${asset}-KRW`);
    return price === undefined ? "–" : group(divide(multiply(amount, price), "1", 0));
  }

  async #cancel(button, id) {
    button.disabled = true;
    try {
      await this.onCancel(id);
    } finally {
      button.disabled = false;
    }
  }

  #bindTabs() {
    const list = byId("tabs");
    const tabs = [...list.querySelectorAll("[role=tab]")];
    const choose = (chosen) => {
      for (const tab of tabs) {
        const isChosen = tab === chosen;
        tab.setAttribute("aria-selected", String(isChosen));
        tab.tabIndex = isChosen ? 0 : -1;
        byId(tab.getAttribute("aria-controls")).hidden = !isChosen;
      }
    };
    for (const tab of tabs) tab.addEventListener("click", () => choose(tab));
    list.addEventListener("keydown", (event) => {
      const place = tabs.indexOf(event.target.closest("[role=tab]"));
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (place < 0 || step === undefined) return;
      const next = tabs[(place + step + tabs.length) % tabs.length];
      choose(next);
      next.focus();
    });
  }
}
