// The API page: the specification beside a form for every operation.

import { byId, make } from "./dom.js";
import { Operation, paragraphs, titleOf } from "./operation.js";
import { Session } from "./session.js";
import { loadSpec } from "./spec.js";
import { bindTools, onLanguage, say, translate } from "./text.js";

translate();
const [session, spec] = await Promise.all([new Session().open(), loadSpec()]);
const all = new Map(spec.operations.map((each) =>
  [each.operationId, new Operation(spec, session, each, follow)]));

byId("title").textContent = `${spec.info.title} ${spec.info.version}`;
byId("version").textContent = `OpenAPI ${spec.document.openapi}`;
byId("intro").append(...paragraphs(spec.info.description));
for (const tag of spec.tags) {
  const members = [...all.values()].filter(({ operation }) => operation.tags[0] === tag.name);
  byId("operations").append(...members.map(({ element }) => element));
}
drawContents();
bindTools(byId("language"), byId("theme"));
onLanguage(() => {
  for (const each of all.values()) each.translate();
  drawContents();
});
byId("search").addEventListener("input", filter);
translate();
document.getElementById(location.hash.slice(1))?.scrollIntoView();

/** The operations by tag. */
function drawContents() {
  byId("contents").replaceChildren(...spec.tags.map(({ name }) => {
    const members = [...all.values()].filter(({ operation }) => operation.tags[0] === name);
    return make("section", {},
      make("h3", {}, tagName(name)),
      make("ul", {}, ...members.map(({ operation }) => make("li", { "data-operation": operation.operationId },
        make("a", { href: `#${operation.operationId}` },
          make("b", { class: `verb ${operation.method.toLowerCase()}` }, operation.method), make("span", {}, titleOf(operation)))))));
  }));
  filter();
}

function tagName(name) {
  return say(`tag.${name}`);
}

function filter() {
  const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const [name, each] of all) {
    const fits = each.fits(words);
    shown += fits;
    each.element.hidden = !fits;
    byId("contents").querySelector(`[data-operation="${name}"]`).hidden = !fits;
  }
  byId("nothing").hidden = shown > 0;
}

/** Carry what an answer gives into the fields of the operations that it links to. */
function follow(operation, text) {
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    return;
  }
  for (const link of Object.values(operation.success.links)) {
    const { inputs } = all.get(link.operationId);
    for (const [name, expression] of Object.entries(link.parameters)) {
      const value = expression.split("#/")[1].split("/").reduce((found, step) => found?.[step], answer);
      if (value !== undefined && inputs.has(name)) inputs.get(name).value = String(value);
    }
  }
}
