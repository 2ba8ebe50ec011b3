// Numbers digit by digit, as the exchange wrote them. A JavaScript number is a double, and money
// must not pass through one; only the pixels of the chart may.

/** JSON whose numbers are the texts they were written as. */
export const read = (text) =>
  JSON.parse(text, (_, value, { source }) => (typeof value === "number" ? source : value));

/** JSON text, indented; every digit stays. What is no JSON comes back as it is. */
export function pretty(text) {
  try {
    const keep = (_, value, { source }) =>
      typeof value === "number" ? JSON.rawJSON(source) : value;
    return JSON.stringify(JSON.parse(text, keep), null, 2);
  } catch {
    return text;
  }
}

const FORM = /^-?\d+(\.\d+)?$/;

/** Whether `text` is a plain decimal number, which is what an order may hold. */
export const isNumber = (text) => FORM.test(text);

const parts = (text) => {
  const [whole, fraction = ""] = text.split(".");
  return { digits: BigInt(whole + fraction), scale: fraction.length };
};

const written = (digits, scale) => {
  const sign = digits < 0n ? "-" : "";
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
  const whole = text.slice(0, text.length - scale);
  const fraction = text.slice(text.length - scale).replace(/0+$/, "");
  return sign + whole + (fraction ? `.${fraction}` : "");
};

const aligned = (first, second) => {
  const [a, b] = [parts(first), parts(second)];
  const scale = Math.max(a.scale, b.scale);
  const widen = (each) => each.digits * 10n ** BigInt(scale - each.scale);
  return [widen(a), widen(b), scale];
};

export function add(first, second) {
  const [a, b, scale] = aligned(first, second);
  return written(a + b, scale);
}

export function subtract(first, second) {
  const [a, b, scale] = aligned(first, second);
  return written(a - b, scale);
}

export function multiply(first, second) {
  const [a, b] = [parts(first), parts(second)];
  return written(a.digits * b.digits, a.scale + b.scale);
}

/** The quotient, cut to `scale` decimals towards zero; by zero it is "0". */
export function divide(first, second, scale) {
  const [a, b] = aligned(first, second);
  return b === 0n ? "0" : written((a * 10n ** BigInt(scale)) / b, scale);
}

/** -1, 0 or 1. */
export function compare(first, second) {
  const [a, b] = aligned(first, second);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `text` cut to `scale` decimals towards zero. */
export const cut = (text, scale) => divide(text, "1", scale);

/** Thousands set apart; with `decimals`, cut or filled up to so many. */
export function group(text, decimals) {
  const [whole, fraction = ""] = (decimals === undefined ? text : cut(text, decimals)).split(".");
  const shown = decimals === undefined ? fraction : fraction.padEnd(decimals, "0");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (shown ? `.${shown}` : "");
}

/** How much `now` lies above `before`, in percent with a sign. */
export function percent(before, now) {
  const share = divide(multiply(subtract(now, before), "100"), before, 4);
  const [whole, fraction = ""] = share.split(".");
  const text = `${whole}.${fraction.padEnd(2, "0").slice(0, 2)}`;
  return (compare(share, "0") > 0 ? "+" : "") + text + "%";
}

/** -1 below, 0, 1 above: the direction in which a price went. */
export const direction = (before, now) => compare(now, before);
