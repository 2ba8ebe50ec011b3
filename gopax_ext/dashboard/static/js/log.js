// The request log: what reached the exchange, what was signed, and what it answered.

import { byId, fill, make, rove, write } from "./dom.js";
import { copyButtons } from "./copy.js";
import { pretty } from "./exact.js";
import { clockTime, dateTime, onLanguage, say } from "./text.js";

const KEPT = 200;
const SHOWN_KEY = 8;

export class Log {
  #rows = new Map();
  #chosen = null;

  constructor(session) {
    this.session = session;
    rove(byId("log"), { vertical: true });
    this.#showNothing();
    onLanguage(() => {
      this.add([...this.#rows.values()].map(({ summary }) => summary));
      if (this.#chosen === null) this.#showNothing();
      else this.#choose(this.#chosen);
    });
  }

  /** The exchange was started anew and counts from one again. */
  clear() {
    this.#rows.clear();
    this.#chosen = null;
    fill(byId("log"));
    this.#showNothing();
  }

  /** Entries that are new or have changed, oldest first. */
  add(entries) {
    const body = byId("log");
    for (const summary of entries) {
      const known = this.#rows.get(summary.number);
      const row = known?.row ?? this.#row(summary);
      this.#rows.set(summary.number, { summary, row });
      if (known === undefined) body.prepend(row);
      show(row, summary); // in place: a row must not vanish below the pointer
      if (summary.number === this.#chosen && summary.took_ms !== null) this.#choose(this.#chosen);
    }
    for (const number of [...this.#rows.keys()].slice(0, Math.max(0, this.#rows.size - KEPT))) {
      this.#rows.get(number).row.remove();
      this.#rows.delete(number);
    }
    byId("log-empty").hidden = this.#rows.size > 0;
  }

  #row({ number, method, target }) {
    return make("tr", { "aria-selected": String(number === this.#chosen) },
      make("td", { class: "quiet" }),
      make("td", {}, make("button", { type: "button", class: "line",
        tabindex: this.#rows.size ? "-1" : "0", onclick: () => this.#choose(number) },
        make("b", {}, method), ` ${target}`)),
      make("td", {}, make("span", { class: "state" })),
      make("td", { class: "number quiet" }));
  }

  #showNothing() {
    fill(byId("entry"), make("p", { class: "empty" }, say("entry.choose")));
  }

  async #choose(number) {
    this.#chosen = number;
    for (const [each, { row }] of this.#rows) row.setAttribute("aria-selected", String(each === number));
    const entry = await this.session.entry(number);
    if (this.#chosen !== number) return;
    if (entry === null) fill(byId("entry"), make("p", { class: "empty" }, say("entry.gone")));
    else this.#show(entry);
  }

  #show(entry) {
    const message = make("span", { class: "quiet", role: "status" });
    const request = { method: entry.method, target: entry.target, body: entry.body };
    const copies = copyButtons(this.session, () => request, (text) => write(message, text));
    const state = told(entry.status, entry.took_ms, entry.complete);
    fill(byId("entry"),
      make("h3", {}, make("b", {}, entry.method), ` ${entry.target} `, make("span", { class: `state ${state.tone}` }, state.text)),
      make("p", { class: "quiet" }, dateTime(entry.time), entry.took_ms === null ? "" : ` · ${entry.took_ms} ms`),
      make("div", { class: "copies", role: "group", "aria-label": say("copy.entry") }, ...copies, message),
      ...(entry.signature ? signed(entry) : [make("p", { class: "quiet" }, say("entry.public"))]),
      ...answered(entry));
  }
}

function show(row, { time, status, took_ms, complete }) {
  const [when, , state, took] = row.children;
  const { text, tone } = told(status, took_ms, complete);
  row.className = tone;
  write(when, clockTime(time));
  write(state.firstChild, text);
  write(took, took_ms === null ? "" : `${took_ms} ms`);
}

function told(status, took, complete) {
  if (status === null && took === null) return { text: say("status.pending"), tone: "waiting" };
  if (status === null) return { text: say("status.none"), tone: "bad" };
  if (took !== null && !complete) return { text: `${status} ${say("status.cut")}`, tone: "bad" };
  return { text: String(status), tone: status < 400 ? "good" : "bad" };
}

function signed({ method, target, nonce, body, signature, api_key }) {
  const [path, query] = target.split("?");
  const parts = { nonce, method, path, body };
  const pieces = Object.entries(parts).filter(([, text]) => text)
    .map(([name, text]) => make("mark", { class: name, title: say(`part.${name}`) }, text));
  return [
    make("h4", {}, say("entry.prehash")),
    make("p", { class: "quiet" }, say("entry.prehash.parts"), query === undefined ? "" : `. ${say("entry.query")}`),
    make("pre", { class: "prehash" }, ...pieces),
    make("h4", {}, say("entry.signature")),
    make("pre", {}, signature),
    make("p", { class: "quiet" }, `${say("entry.key")} `, make("code", {}, `${api_key.slice(0, SHOWN_KEY)}…`)),
  ];
}

function answered(entry) {
  const heading = make("h4", {}, say("entry.answer"));
  if (entry.status === null) return [heading, make("p", { class: "bad" }, say("entry.no_answer"))];
  const shown = entry.cut ? [make("p", { class: "quiet" },
    say("entry.cut", { shown: String(entry.answer.length), all: String(entry.answer_bytes) }))] : [];
  const headers = entry.headers.map(([name, value]) => `${name}: ${value}`).join("\n");
  return [heading, ...shown, make("pre", {}, pretty(entry.answer)),
    make("h4", {}, say("entry.headers")), make("pre", { class: "quiet" }, headers)];
}
