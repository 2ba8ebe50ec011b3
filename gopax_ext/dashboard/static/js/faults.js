// Buttons that make the exchange fail, or its clock lie: each is one call of the administration API.

import { byId, make, write } from "./dom.js";
import { dateTime, onLanguage, say, translate } from "./text.js";

const FAULTS = {
  latency: { kind: "latency", delay: 1 },
  rate: { kind: "rate", retry_after: "1" },
  lost: { kind: "drop", when: "after" },
  refused: { kind: "drop", when: "before" },
  error: { kind: "error" },
  html: { kind: "html" },
  truncate: { kind: "truncate" },
  stall: { kind: "stall" },
};
const TEN_MINUTES_MS = 600_000;
const CLOCK = {
  back: { shift_ms: -TEN_MINUTES_MS },
  forth: { shift_ms: TEN_MINUTES_MS },
  step: { step: 3600 },
  stop: { speed: 0 },
  normal: { speed: 1 },
  fast: { speed: 60 },
};
const SCOPES = { all: {}, orders: { path: "/orders" }, place: { path: "/orders", method: "POST" } };
const TIMES = { 1: { times: 1 }, 10: { times: 10 }, all: { times: null }, 5: { times: null, chance: 0.05 } };

export class Faults {
  #controls = null;

  constructor(session) {
    this.session = session;
    this.#choices("fault-scope", "scope", ["all", "orders", "place"]);
    this.#choices("fault-times", "times", ["1", "10", "all", "5"]);
    this.#buttons("fault-buttons", "fault", FAULTS, (name) => this.#arm(name));
    this.#buttons("clock-buttons", "clock", CLOCK, (name) => this.#setClock(name));
    byId("faults-clear").addEventListener("click", () =>
      this.#act("clear-faults", {}, () => say("faults.cleared")));
    onLanguage(() => this.#controls && this.show(this.#controls));
  }

  /** What is armed, and how fast the clock runs. */
  show(controls) {
    this.#controls = controls;
    const { faults, speed } = controls;
    byId("faults-clear").disabled = faults.length === 0;
    byId("armed").replaceChildren(...faults.map((fault) => make("li", {}, this.#told(fault))));
    for (const [name, pressed] of [["stop", "0"], ["normal", "1"], ["fast", "60"]])
      byId(`clock-${name}`).setAttribute("aria-pressed", String(Number(speed) === Number(pressed)));
  }

  focus() {
    byId("fault-latency").focus();
  }

  #told({ kind, when, method, path, left, chance }) {
    const name = Object.entries(FAULTS).find(([, fault]) =>
      fault.kind === kind && (fault.when ?? when) === when)?.[0];
    const what = name === undefined ? kind : say(`fault.${name}`);
    const where = path ? `${method ?? ""} ${path}…`.trim() : say("scope.all");
    const often = Number(chance) < 1 ? `${Number(chance) * 100} %` : null;
    const rest = left === null ? say("faults.always") : say("faults.left", { count: left });
    return [what, where, often, rest].filter(Boolean).join(" · ");
  }

  #choices(id, prefix, values) {
    byId(id).append(...values.map((value) =>
      make("option", { value, "data-text": `${prefix}.${value}` })));
  }

  #buttons(id, prefix, of, act) {
    byId(id).append(...Object.keys(of).map((name) =>
      make("button", { type: "button", id: `${prefix}-${name}`, "data-text": `${prefix}.${name}`,
        "data-title": `${prefix}.${name}.why`, onclick: () => act(name) })));
    translate(byId(id));
  }

  #arm(name) {
    const body = { ...FAULTS[name], ...SCOPES[byId("fault-scope").value], ...TIMES[byId("fault-times").value] };
    return this.#act("faults", body, () => say("faults.armed_now", { fault: say(`fault.${name}`) }));
  }

  #setClock(name) {
    return this.#act("clock", CLOCK[name], ({ now }) => say("clock.set", { now: dateTime(now) }));
  }

  async #act(action, body, told) {
    try {
      write(byId("faults-message"), told(await this.session.administer(action, body)));
    } catch (error) {
      write(byId("faults-message"), say("failed", { message: error.message }));
    }
  }
}
