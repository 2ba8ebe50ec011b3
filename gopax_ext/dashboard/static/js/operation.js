// One operation of the API, from its headline to trying it out.

import { make } from "./dom.js";
import { fieldsTable, formOf } from "./schema.js";
import { examplesOf } from "./spec.js";
import { language, say } from "./text.js";
import { TryOut, firstValue } from "./tryout.js";

/** The title in the page's language; the document has it in English. */
export const titleOf = ({ operationId, summary }) =>
  language() === "en" ? summary : say(`operation.${operationId}`);

export class Operation {
  constructor(spec, session, operation, onAnswer) {
    Object.assign(this, { spec, operation });
    this.inputs = new Map(operation.parameters.map((each) => [each.name, this.#input(each)]));
    this.body = operation.content ? this.#editor() : null;
    this.tryOut = new TryOut({ session, operation, inputs: this.inputs, body: this.body,
      onAnswer: (text) => onAnswer(operation, text) });
    for (const each of [...this.inputs.values(), this.body])
      each?.addEventListener("input", () => this.tryOut.redraw());
    const sending = make("div", { class: "try", role: "group", "aria-labelledby": `${operation.operationId}-try` },
      make("h3", { id: `${operation.operationId}-try`, "data-text": "docs.try" }),
      ...this.#fields(), ...this.tryOut.elements());
    this.about = make("div", { class: "about" });
    this.heading = make("h2", { id: `${operation.operationId}-title` });
    this.element = make("article", { id: operation.operationId, "aria-labelledby": this.heading.id, class: "operation" },
      make("header", {}, this.heading, make("p", { class: "route" },
        make("b", { class: `verb ${operation.method.toLowerCase()}` }, operation.method), make("code", {}, operation.path))),
      this.about, sending);
    this.translate();
  }

  /** Whether somebody who writes `words` into the search means this. */
  fits(words) {
    const { operationId, method, path, summary } = this.operation;
    const text = [operationId, method, path, summary, titleOf(this.operation)].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  }

  /** Write everything that depends on the language. */
  translate() {
    const { operation, spec } = this;
    this.heading.textContent = titleOf(operation);
    const rate = operation["x-gopax-rate-limit"];
    const chips = [
      say(operation.isPrivate ? "docs.private" : "docs.public"),
      say(`docs.retry.${operation["x-gopax-retry"]}`),
      say("docs.rate", { limit: rate.limit, seconds: String(Number(String(rate.window_ms)) / 1000), scope: say(`docs.rate.${rate.scope}`) }),
    ];
    const { success } = operation;
    const example = examplesOf(success)[0]?.[1];
    this.about.replaceChildren(
      make("p", { class: "chips" }, ...chips.map((each) => make("span", { class: "badge" }, each))),
      ...paragraphs(operation.description),
      ...(operation.content ? [unfolded(say("docs.body"), fieldsTable(spec, operation.content.schema))] : []),
      unfolded(`${say("docs.answers")}: ${success.status}`, fieldsTable(spec, success.schema), example && make("pre", {}, example)),
      fold(say("docs.errors"), this.#errors()));
  }

  #input(parameter) {
    const schema = this.spec.resolve(parameter.schema);
    const id = `${this.operation.operationId}-${parameter.name}`;
    const properties = { id, "aria-describedby": `${id}-meaning`, required: parameter.required };
    const first = firstValue({ ...parameter, schema });
    if (!schema.enum) return Object.assign(make("input", { ...properties, autocomplete: "off", spellcheck: "false",
      placeholder: parameter.required ? "" : String(parameter.example ?? "") }), { value: first });
    const options = schema.enum.map((each) => make("option", { value: each }, String(each)));
    return make("select", properties, ...options);
  }

  #editor() {
    const id = `${this.operation.operationId}-body`;
    const [[, text]] = examplesOf(this.operation.content);
    const editor = make("textarea", { id, rows: String(text.split("\n").length + 1), spellcheck: "false" });
    editor.value = text;
    return editor;
  }

  #fields() {
    const fields = this.operation.parameters.map((each) => {
      const input = this.inputs.get(each.name);
      const note = make("small", { id: `${input.id}-meaning`, lang: "en" }, `${each.description ?? ""} (${formOf(this.spec, each.schema)})`);
      return make("div", { class: "field" },
        make("label", { for: input.id }, make("code", {}, each.name),
          make("span", { class: "quiet", "data-text": each.required ? "docs.required" : "docs.optional" })),
        input, note);
    });
    if (this.body === null) return fields;
    const examples = examplesOf(this.operation.content);
    const choice = make("select", { "data-label": "docs.example",
      onchange: () => { this.body.value = examples[choice.selectedIndex][1]; this.tryOut.redraw(); } },
      ...examples.map(([summary]) => make("option", { lang: "en" }, summary)));
    return [...fields, make("div", { class: "field" },
      make("label", { for: this.body.id, "data-text": "docs.body" }), choice, this.body)];
  }

  #errors() {
    const codes = this.operation["x-gopax-error-codes"].map(String);
    const statuses = Object.entries(this.operation.responses).filter(([status]) => !status.startsWith("2"));
    return make("table", { class: "fields" },
      make("thead", {}, make("tr", {}, ...["docs.code", "docs.meaning"].map((key) => make("th", { scope: "col" }, say(key))))),
      make("tbody", { lang: "en" }, ...statuses.map(([status, answer]) => make("tr", {},
        make("th", { scope: "row" }, make("code", {}, `HTTP ${status}`)),
        make("td", {}, this.spec.resolve(answer).description))), ...codes.map((code) => {
        const error = this.spec.errors.get(code);
        return make("tr", {},
          make("th", { scope: "row" }, make("code", {}, code)),
          make("td", {}, make("b", {}, error.name), ` ${error.description} `, make("span", { class: "quiet" }, error.fix ?? ""),
            " ", make("span", { class: "badge" }, say(`docs.outcome.${error.outcome}`))));
      })));
  }
}

const fold = (title, ...content) =>
  make("details", {}, make("summary", {}, title), ...content.filter(Boolean));

const unfolded = (...parts) => Object.assign(fold(...parts), { open: true });

/** Paragraphs of the document's text, in its own language; what stands between backticks is code. */
export const paragraphs = (text = "") =>
  text.split(/\n\n+/).map((each) => make("p", { lang: "en" },
    ...each.split("`").map((part, place) => (place % 2 ? make("code", {}, part) : part))));
