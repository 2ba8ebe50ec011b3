// openapi.yaml as the page needs it: references resolved, every number as it was written.

import { CORE_SCHEMA, NOT_RESOLVED, defineScalarTag, load } from "/dashboard/assets/js-yaml.esm.min.mjs";

const NUMBER = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/;
const VERBS = ["get", "post", "put", "delete"];

/** A number of the document, digit by digit. */
class Written {
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }

  toJSON() {
    return JSON.rawJSON(this.text);
  }
}

const numbers = ["int", "float"].map((kind) =>
  defineScalarTag(`tag:yaml.org,2002:${kind}`, {
    implicit: true,
    resolve: (source) => (NUMBER.test(source) ? new Written(source) : NOT_RESOLVED),
  }));

/** The document behind the page. */
export async function loadSpec() {
  const answer = await fetch("/dashboard/openapi.yaml");
  const document = load(await answer.text(), { schema: CORE_SCHEMA.withTags(...numbers) });
  return new Spec(document);
}

class Spec {
  constructor(document) {
    this.document = document;
    this.info = document.info;
    this.operations = Object.entries(document.paths).flatMap(([path, item]) =>
      VERBS.filter((verb) => item[verb]).map((verb) => this.#operation(path, verb, item[verb])));
    this.tags = document.tags;
    this.errors = new Map(document["x-gopax-error-codes"].flatMap((entry) =>
      entry.codes.map((code) => [String(code), entry])));
  }

  /** What a `$ref` stands for, or the value itself. */
  resolve(value) {
    if (value?.$ref === undefined) return value;
    const path = value.$ref.slice(2).split("/");
    return this.resolve(path.reduce((found, name) => found[name], this.document));
  }

  /** The name of the schema that a `$ref` leads to. */
  nameOf(schema) {
    return schema?.$ref?.split("/").at(-1) ?? null;
  }

  /** All properties of an object's schema, those it inherits first: [name, schema, required]. */
  properties(schema) {
    const found = this.resolve(schema);
    const inherited = (found.allOf ?? []).flatMap((part) => this.properties(part));
    const required = found.required ?? [];
    const own = Object.entries(found.properties ?? {}).map(([name, each]) =>
      [name, each, required.includes(name)]);
    return [...inherited, ...own];
  }

  #operation(path, verb, operation) {
    const [status, answer] = Object.entries(operation.responses).find(([code]) => code.startsWith("2"));
    return {
      ...operation,
      path,
      method: verb.toUpperCase(),
      isPrivate: (operation.security ?? []).length > 0,
      parameters: (operation.parameters ?? []).map((each) => this.resolve(each)),
      content: operation.requestBody?.content["application/json"],
      success: { status, ...this.resolve(answer).content["application/json"], links: answer.links ?? {} },
    };
  }
}

/** The examples of a body or an answer: [summary, text in JSON]. */
export function examplesOf(content) {
  const written = (value) => JSON.stringify(value, null, 2);
  if (content?.examples !== undefined)
    return Object.values(content.examples).map(({ summary, value }) => [summary, written(value)]);
  return content?.example === undefined ? [] : [["", written(content.example)]];
}
