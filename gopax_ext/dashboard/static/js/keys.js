// One key for each part of the page; none while somebody writes.

import { byId, make } from "./dom.js";
import { onLanguage, say } from "./text.js";

const WRITING = "input:not([type=radio]), textarea, dialog[open] *";

export function bindKeys({ form, book, chart, account, faults }) {
  const acts = {
    b: ["key.buy", () => form.setSide("buy")],
    s: ["key.sell", () => form.setSide("sell")],
    p: ["key.pair", () => byId("pair").focus()],
    1: ["key.intervals", () => chart.choose(1)],
    2: [null, () => chart.choose(5)],
    3: [null, () => chart.choose(30)],
    4: [null, () => chart.choose(1440)],
    h: ["key.book", () => book.focus()],
    l: ["key.log", () => account.open("log")],
    o: ["key.orders", () => account.open("orders")],
    f: ["key.faults", () => faults.focus()],
    "?": ["key.help", () => byId("help-dialog").showModal()],
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches(WRITING)) return;
    const act = acts[event.key.toLowerCase()];
    if (act === undefined || (event.target.matches("select") && event.key !== "?")) return;
    event.preventDefault();
    act[1]();
  });
  byId("help").addEventListener("click", () => byId("help-dialog").showModal());
  const draw = () => byId("keys").replaceChildren(
    ...Object.entries(acts).filter(([, [text]]) => text !== null).flatMap(([key, [text]]) => [
      make("dt", {}, make("kbd", {}, key === "1" ? "1–4" : key.toUpperCase())),
      make("dd", {}, say(text))]));
  draw();
  onLanguage(draw);
}
