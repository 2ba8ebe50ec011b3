// Brings the parts of the dashboard together.

import { Account } from "./account.js";
import { Book } from "./book.js";
import { Chart } from "./chart.js";
import { byId, make, write } from "./dom.js";
import { compare, group, percent } from "./exact.js";
import { Faults } from "./faults.js";
import { bindKeys } from "./keys.js";
import { Log } from "./log.js";
import { OrderForm } from "./order.js";
import { Session } from "./session.js";
import { Stream } from "./stream.js";
import { Tape } from "./tape.js";
import { arrow, bindTools, dateTime, onLanguage, say, tone, translate } from "./text.js";

translate();
const session = new Session();
const pairs = new Map();
let pair; // none before the session tells which there are
let stats = new Map();

const account = new Account(cancel, () => form.redraw());
const form = new OrderForm(session, account);
const book = new Book((price) => form.setPrice(price));
const tape = new Tape();
const log = new Log(session);
const faults = new Faults(session);
const chart = new Chart((minutes) => pair && stream.watch(pair.name, minutes));
const stream = new Stream(session, showState);
const clock = { now: null, heard: 0, speed: 1 };

async function cancel(id) {
  const answer = await session.call({ method: "DELETE", target: `/orders/${id}` });
  form.told(answer, () => say("order.cancelled", { id }), say("cancel.lost"));
}

function choose(name) {
  pair = pairs.get(name);
  localStorage.setItem("gopax.pair", name);
  byId("pair").value = name;
  form.choose(pair, stats.get(name)?.close);
  stream.watch(name, chart.interval);
  showTicker();
}

function showTicker() {
  const now = stats.get(pair?.name);
  if (now === undefined) return;
  const sign = compare(now.close, now.open);
  for (const id of ["last", "change"]) byId(id).className = tone(sign);
  write(byId("last"), group(now.close));
  const change = compare(now.open, "0") > 0 ? percent(now.open, now.close) : "";
  write(byId("change"), `${arrow(sign)} ${change}`.trim());
  write(byId("high"), group(now.high));
  write(byId("low"), group(now.low));
  write(byId("volume"), `${group(now.volume, 2)} ${pair.base}`);
  book.showLast(now);
  document.title = `${arrow(sign)} ${group(now.close)} ${pair.name} · ${say("brand")}`;
}

function showState(state) {
  const link = byId("link");
  link.dataset.state = state;
  write(link, say(`link.${state}`));
}

/** Learn who trades here and on what. */
async function open() {
  await session.open();
  for (const each of session.told.pairs) pairs.set(each.name, each);
  byId("pair").append(...[...pairs.keys()].map((name) => make("option", { value: name }, name)));
  const last = localStorage.getItem("gopax.pair");
  choose([last, "BTC-KRW", ...pairs.keys()].find((name) => pairs.has(name)));
  bindConnect();
}

function tick() {
  if (clock.now === null) return;
  const passed = (performance.now() - clock.heard) * clock.speed;
  write(byId("clock"), dateTime(clock.now + passed));
  const speed = clock.speed === 0 ? say("clock.frozen") : `${clock.speed}×`;
  write(byId("speed"), clock.speed === 1 ? "" : ` ${speed}`);
}

stream.on("reset", () => { tape.clear(); chart.clear(pair); });
stream.on("restart", () => log.clear());
stream.on("controls", (controls) => {
  Object.assign(clock, { now: Number(controls.now_ms), heard: performance.now(), speed: Number(controls.speed) });
  faults.show(controls);
  tick();
});
stream.on("stats", (all) => {
  const first = stats.size === 0;
  stats = new Map(all.map((each) => [each.name, each]));
  if (first) form.suggestPrice(stats.get(pair.name).close);
  account.showStats(all);
  showTicker();
});
stream.on("book", (now) => book.show(now));
stream.on("trades", (trades) => tape.add(trades));
stream.on("candles", (candles) => chart.show(candles));
stream.on("orders", (orders) => {
  account.showOrders(orders);
  chart.showOrders(orders);
  book.showOrders(pair.name, orders);
});
stream.on("fills", (fills) => account.showFills(fills));
stream.on("balances", (balances) => account.showBalances(balances));
stream.on("log", (entries) => log.add(entries));

// Whoever is faster than the server finds every key and button at work.
byId("pair").addEventListener("change", (event) => choose(event.target.value));
bindTools(byId("language"), byId("theme"), () => chart.recolour());
bindKeys({ form, book, chart, account, faults });
onLanguage(() => { showTicker(); tick(); showState(byId("link").dataset.state); });
setInterval(tick, 500);
translate();
showState("opening");
await open();

/** The variables with which a program trades on the account that is shown. */
function bindConnect() {
  const { api_key, secret_key } = session.told.account;
  const text = [`export GOPAX_BASE_URL=${location.origin}`, `export GOPAX_API_KEY=${api_key}`,
    `export GOPAX_SECRET_KEY=${secret_key}`, ""].join("\n");
  byId("connect-text").textContent = text;
  byId("connect").addEventListener("click", () => byId("connect-dialog").showModal());
  byId("connect-copy").addEventListener("click", async (event) => {
    await navigator.clipboard.writeText(text);
    event.target.textContent = say("copied");
  });
  byId("connect-dialog").addEventListener("close", () => { byId("connect-copy").textContent = say("copy"); });
}
