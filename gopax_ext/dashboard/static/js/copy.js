// One request as Python, as a `gopax` command and as curl: each runs as it is copied.

import { read } from "./exact.js";
import { say } from "./text.js";
import { make } from "./dom.js";

/** Every operation: method, path, its method in Python, and its command where it has one. */
const OPERATIONS = [
  ["GET", "/balances", "list_balances", () => "balance"],
  ["GET", "/balances/{}", "get_balance", ([asset]) => `balance ${asset}`],
  ["GET", "/orders", "list_orders", () => "order open"],
  ["POST", "/orders", "place_order", (_, __, body) => placing(body)],
  ["GET", "/orders/{}", "get_order", ([id]) => `order get ${id}`],
  ["DELETE", "/orders/{}", "cancel_order", ([id]) => `order cancel ${id}`],
  ["GET", "/trades", "list_my_trades", (_, query) => `fills${count(query)}`],
  ["GET", "/assets", "list_assets", () => "assets"],
  ["GET", "/trading-pairs", "list_trading_pairs", () => "pairs"],
  ["GET", "/trading-pairs/stats", "list_stats", () => "stats"],
  ["GET", "/trading-pairs/{}/ticker", "get_ticker", ([pair]) => `ticker ${pair}`],
  ["GET", "/trading-pairs/{}/book", "get_order_book", ([pair], query) => `book ${pair}${depth(query)}`],
  ["GET", "/trading-pairs/{}/trades", "list_trades", ([pair], query) => `trades ${pair}${count(query)}`],
  ["GET", "/trading-pairs/{}/stats", "get_stats", ([pair]) => `stats ${pair}`],
  ["GET", "/trading-pairs/{}/candles", "list_candles", ([pair], query) => candles(pair, query)],
];
const PRIVATE = /^\/(balances|orders|trades)(\/|$)/;
const INTERVALS = { 1: "1m", 5: "5m", 30: "30m", 1440: "1d" };

const count = (query) => (query.get("limit") ? ` -n ${query.get("limit")}` : "");
const depth = (query) => (query.get("level") === "1" ? " --depth 1" : "");
const iso = (ms) => new Date(Number(ms)).toISOString();
const candles = (pair, query) =>
  `candles ${pair} -i ${INTERVALS[query.get("interval")] ?? "1m"}` +
  ` --since ${iso(query.get("start"))} --until ${iso(query.get("end"))}`;
const placing = (body) => {
  const price = body.type === "market" ? "--market" : `--price ${body.price}`;
  return `order place ${body.tradingPairName} ${body.side} ${body.amount} ${price}`;
};

/** Whether a request needs a signature. */
export const isPrivate = (target) => PRIVATE.test(target.split("?")[0]);

const shell = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const literal = (text) => JSON.stringify(text);

function matched({ method, target, body }) {
  const [path, query = ""] = target.split("?");
  const found = OPERATIONS.filter(([verb]) => verb === method)
    .map((operation) => ({ operation, match: path.match(pattern(operation[1])) }))
    .find(({ match }) => match !== null);
  if (found === undefined) return null;
  let content = {};
  try {
    content = body ? read(body) : {};
  } catch {
    return null;
  }
  const [, , python, gopax] = found.operation;
  return { python, gopax, names: found.match.slice(1), query: new URLSearchParams(query), content };
}
const pattern = (path) => new RegExp(`^${path.replace("{}", "([A-Za-z0-9.-]+)")}$`);

/** The request as a program in Python, None where it is no operation. */
export function asPython(request, key) {
  const found = matched(request);
  if (found === null) return null;
  const { names, query, content } = found;
  const given = names.map(literal);
  if (content.tradingPairName) given.push(literal(content.tradingPairName));
  for (const name of ["side", "type", "price", "amount"])
    if (content[name] !== undefined) given.push(`${name}=${literal(content[name])}`);
  for (const [name, value] of query) given.push(`${name.replaceAll("-", "_")}=${value}`);
  const credentials = isPrivate(request.target)
    ? `key=${literal(key.api_key)}, secret=${literal(key.secret_key)}, `
    : "";
  return [
    "from gopax_ext import Gopax",
    "",
    `with Gopax(${credentials}base_url=${literal(location.origin)}) as gopax:`,
    `    print(gopax.${found.python}(${given.join(", ")}))`,
    "",
  ].join("\n");
}

/** The request as a command, None where there is no such command. */
export function asGopax(request) {
  const found = matched(request);
  return found === null ? null : `gopax ${found.gopax(found.names, found.query, found.content)}\n`;
}

/** The request as curl, signed now by `lane` where it needs a signature. */
export async function asCurl(request, lane) {
  const lines = [`curl -sS -X ${request.method} ${shell(location.origin + request.target)}`];
  if (isPrivate(request.target)) {
    const { headers } = await lane.signed(request);
    for (const [name, value] of Object.entries(headers)) lines.push(`-H ${shell(`${name}: ${value}`)}`);
  }
  if (request.body) lines.push(`--data-raw ${shell(request.body)}`);
  return `${lines.join(" \\\n  ")}\n`;
}

/** Three buttons that copy what `request()` gives at the moment; `tell` hears what happened. */
export function copyButtons(session, request, tell) {
  const forms = {
    Python: (each) => asPython(each, session.told.copying),
    gopax: asGopax,
    curl: (each) => asCurl(each, session.copying),
  };
  const buttons = Object.entries(forms).map(([name, form]) =>
    make("button", {
      type: "button", "aria-label": say("copy.as", { name }), title: say("copy.as", { name }),
      onclick: async () => {
        const text = await form(request());
        if (text === null) return;
        await navigator.clipboard.writeText(text);
        tell(`${say("copied")}: ${name}`);
      },
    }, name));
  return [make("span", { class: "quiet" }, say("copy.short")), ...buttons];
}
