// A client written after the reference's JavaScript sample, with Node's built-in modules alone.
// Usage: node javascript_sample.mjs BASE_URL API_KEY SECRET; prints what it saw as JSON.

import crypto from "node:crypto";
import http from "node:http";

const [baseUrl, apiKey, secret] = process.argv.slice(2);

const generateSignature = (secret, nonce, method, path, body = null) => {
  const requestPath = path.split("?")[0];
  const _body = body ? JSON.stringify(body) : "";

  const what = `${nonce}${method}${requestPath}${_body}`;
  const key = Buffer.from(secret, "base64");
  const hmac = crypto.createHmac("sha512", key);
  return hmac.update(what).digest("base64");
};

let last = 0;
const call = (method, path, body = null) =>
  new Promise((resolve, reject) => {
    last = Math.max(Date.now(), last + 1);
    const headers = {
      "API-KEY": apiKey,
      SIGNATURE: generateSignature(secret, last, method, path, body),
      NONCE: last,
      "Content-Type": "application/json",
    };
    const request = http.request(baseUrl + path, { method, headers }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => {
        const text = Buffer.concat(parts).toString();
        if (response.statusCode !== 200) reject(new Error(`${response.statusCode} ${text}`));
        else resolve(JSON.parse(text));
      });
    });
    request.on("error", reject);
    request.end(body ? JSON.stringify(body) : undefined);
  });

const tradingPairName = "BTC-KRW";
const ask = (await call("GET", `/trading-pairs/${tradingPairName}/book?level=1`)).ask[0];
const order = { type: "limit", side: "buy", price: ask[1], amount: 0.005, tradingPairName };
const filled = await call("POST", "/orders", order);
const resting = await call("POST", "/orders", { ...order, price: ask[1] / 2 });
const detail = await call("GET", `/orders/${filled.id}`);
const listed = await call("GET", "/orders");
const cancelled = await call("DELETE", `/orders/${resting.id}`);
const trades = await call("GET", "/trades?limit=10");
const balances = await call("GET", "/balances");
console.log(
  JSON.stringify({
    status: detail.status,
    listed: listed.map((row) => row.id === resting.id),
    cancelled,
    traded: trades.map((row) => [String(row.orderId) === filled.id, row.side]),
    held: balances.reduce((sum, row) => sum + row.hold, 0),
  }),
);
