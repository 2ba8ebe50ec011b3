// Sending an operation to the built-in exchange, and taking it away as a program.

import { asCurl, asGopax, asPython } from "./copy.js";
import { fill, make, rove, write } from "./dom.js";
import { pretty } from "./exact.js";
import { translate } from "./text.js";

const HOUR_MS = 3_600_000;

/** What stands in a field at first: the example, but of times the last hour. */
export function firstValue({ name, required, schema, example }) {
  if (schema?.["x-gopax-unit"] === "ms" && required)
    return String(Date.now() - (name === "start" ? HOUR_MS : 0));
  return required && example !== undefined ? String(example) : "";
}

export class TryOut {
  /** `inputs` are the fields of the parameters by name, `body` the editor or null. */
  constructor({ session, operation, inputs, body, onAnswer }) {
    Object.assign(this, { session, operation, inputs, body, onAnswer });
    this.answer = make("div", { class: "answer", role: "status" });
    this.send = make("button", { type: "button", class: "send", "data-text": "docs.send", onclick: () => this.#send() });
    this.forms = {
      curl: (request) => asCurl(request, session.copying),
      Python: (request) => asPython(request, session.told.copying),
      gopax: asGopax,
    };
    this.form = "curl";
    this.program = make("pre", { tabindex: "0", "data-label": "docs.signed" });
    this.message = make("span", { class: "quiet", role: "status" });
  }

  /** The request that the fields stand for. */
  request() {
    const { method, path, parameters } = this.operation;
    const value = ({ name }) => this.inputs.get(name).value.trim();
    const given = (place) => parameters.filter((each) => each.in === place && value(each) !== "");
    const filled = given("path").reduce((text, each) => text.replace(`{${each.name}}`, encodeURIComponent(value(each))), path);
    const query = new URLSearchParams(given("query").map((each) => [each.name, value(each)])).toString();
    return { method, target: filled + (query ? `?${query}` : ""), body: this.body?.value ?? "" };
  }

  /** The part of the page that sends and shows. */
  elements() {
    const choices = Object.keys(this.forms).map((name) =>
      make("button", { type: "button", "aria-pressed": String(name === this.form), onclick: (event) => this.#choose(name, event.currentTarget) }, name));
    const segments = make("div", { class: "segments", role: "group", "data-label": "copy.entry" }, ...choices);
    rove(segments);
    const again = make("button", { type: "button", "data-text": "docs.sign_again", onclick: () => this.redraw() });
    const copy = make("button", { type: "button", "data-text": "copy", onclick: () => this.#copy() });
    const details = make("details", { class: "program", ontoggle: () => details.open && this.redraw() },
      make("summary", { "data-text": "docs.signed" }),
      make("p", { class: "quiet", "data-text": "docs.signed.why" }),
      make("div", { class: "bar" }, segments, copy, this.operation.isPrivate ? again : null, this.message),
      this.program);
    this.details = details;
    return [make("div", { class: "bar" }, this.send), this.answer, details];
  }

  /** Write the program anew, signed now: whatever was signed before is older, and works once. */
  async redraw() {
    if (!this.details.open) return;
    this.program.textContent = (await this.forms[this.form](this.request())) ?? "–";
  }

  #choose(name, button) {
    this.form = name;
    for (const each of button.parentElement.children) each.setAttribute("aria-pressed", String(each === button));
    this.redraw();
  }

  async #copy() {
    await this.redraw();
    await navigator.clipboard.writeText(this.program.textContent);
    this.message.dataset.text = "copied";
    translate(this.message.parentElement);
  }

  async #send() {
    this.send.disabled = true;
    const request = this.request();
    try {
      const answer = await this.session.call(request, { isPrivate: this.operation.isPrivate });
      this.#show(request, answer);
      if (answer.status === 200) this.onAnswer(answer.text);
    } finally {
      this.send.disabled = false;
    }
  }

  #show({ method, target, body }, { status, text, took, headers, prehash, received }) {
    const lines = [`${method} ${target}`, ...Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`)];
    const sent = make("pre", {}, [...lines, ...(body ? ["", body] : [])].join("\n"));
    const signed = prehash === undefined ? []
      : [make("h4", { "data-text": "entry.prehash" }), make("pre", { class: "prehash" }, prehash)];
    const tone = status !== null && status < 400 ? "good" : "bad";
    const heading = make("h4", {}, make("span", { "data-text": "docs.answer" }), " ",
      make("span", { class: tone }, status === null ? "" : String(status)), make("span", { class: "quiet" }, ` ${took} ms`));
    const limits = received.filter(([name]) => /^(x-ratelimit|x-gopax|retry-after)/.test(name))
      .map((pair) => pair.join(": ")).join("\n");
    fill(this.answer, heading,
      status === null ? make("p", { class: "bad", "data-text": "docs.no_answer" }) : make("pre", { class: "body" }, pretty(text)),
      limits ? make("pre", { class: "quiet" }, limits) : "",
      make("h4", { "data-text": "docs.sent" }), sent, ...signed);
    translate(this.answer);
    write(this.message, "");
  }
}
