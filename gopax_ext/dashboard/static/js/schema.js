// What an answer or a body is made of, as a table.

import { make } from "./dom.js";
import { say } from "./text.js";

/** The fields of `schema`, whatever lists it stands in. */
export function fieldsTable(spec, schema) {
  const rows = rowsOf(spec, schema);
  if (rows.length === 0) return null;
  return make("table", { class: "fields" },
    make("thead", {}, make("tr", {},
      ...["docs.field", "docs.form", "docs.meaning"].map((key) => make("th", { scope: "col" }, say(key))))),
    make("tbody", { lang: "en" }, ...rows));
}

function rowsOf(spec, schema, depth = 0) {
  const found = spec.resolve(schema);
  if (found.items && !found.prefixItems) return rowsOf(spec, found.items, depth);
  const positions = (found.prefixItems ?? []).map((each, place) => [`[${place}]`, each, true]);
  return [...positions, ...spec.properties(found)].flatMap(([name, each, required]) => {
    const inner = spec.resolve(each);
    const row = make("tr", {},
      make("th", { scope: "row" }, make("code", { class: `depth-${depth}` }, name),
        required ? "" : make("span", { class: "quiet" }, ` ${say("docs.optional")}`)),
      make("td", { class: "quiet" }, formOf(spec, each)),
      make("td", {}, inner.title && positions.length ? `${inner.title}. ` : "", inner.description ?? ""));
    return [row, ...(inner.items || inner.prefixItems ? rowsOf(spec, inner, depth + 1) : [])];
  });
}

/** The form of one value in few words: type, allowed values, unit. */
export function formOf(spec, schema) {
  const found = spec.resolve(schema);
  if (found.enum) return found.enum.map(String).join(" | ");
  if (found.items || found.prefixItems) return "array";
  const type = Array.isArray(found.type) ? found.type.join(" | ") : found.type ?? "object";
  const unit = found["x-gopax-unit"];
  return [found.format ?? type, unit && `(${unit})`].filter(Boolean).join(" ");
}
