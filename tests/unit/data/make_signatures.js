// Writes signatures.json with the reference's JavaScript sample: node make_signatures.js > signatures.json
'use strict';
const crypto = require('crypto');

const generateSignature = (secret, nonce, method, path, body) => {
  const requestPath = path.split('?')[0];
  const what = `${nonce}${method}${requestPath}${body}`;
  const key = Buffer.from(secret, 'base64');
  return crypto.createHmac('sha512', key).update(what).digest('base64');
};

const secrets = {
  issued: Buffer.from(Array.from({ length: 64 }, (_, i) => (i * 37 + 11) % 256)).toString('base64'),
  short: Buffer.from('k').toString('base64'),
  padded: Buffer.from('0123456789abcd').toString('base64'),
  block: Buffer.alloc(128, 0xa5).toString('base64'),
  longer: Buffer.alloc(200, 0x5a).toString('base64'),
};
const order = (o) => JSON.stringify(o);
const calls = [
  ['GET', '/balances', ''],
  ['GET', '/balances/KRW', ''],
  ['GET', '/orders', ''],
  ['GET', '/orders/23712', ''],
  ['DELETE', '/orders/23712', ''],
  ['GET', '/trades?limit=100', ''],
  ['GET', '/trades?limit=100&pastmax=23152&latestmin=1', ''],
  ['GET', '/trades?', ''],
  ['GET', '/trades?after=1520994527165&before=1520994627165', ''],
  ['GET', '/orders?trading-pair-name=ETH-KRW', ''],
  ['GET', '/trading-pairs/ETH-KRW/book?level=1', ''],
  ['POST', '/orders', order({ type: 'limit', side: 'buy', price: 1000000, amount: 10, tradingPairName: 'ETH-KRW' })],
  ['POST', '/orders', order({ type: 'limit', side: 'sell', price: 0.00000001, amount: 0.1, tradingPairName: 'BCH-BTC' })],
  ['POST', '/orders', '{"type":"limit","side":"sell","price":0.00000001,"amount":12345678.12345678,"tradingPairName":"XRP-KRW"}'],
  ['POST', '/orders', '{"type":"market","side":"buy","amount":"50000.000000000000000001","tradingPairName":"BTC-KRW"}'],
  ['POST', '/orders', '{}'],
  ['POST', '/orders', '{ "memo" : "주문 — ₩1,000,000 ✓ 𝄞" }'],
  ['POST', '/orders', '한글'],
  ['PUT', '/orders/1', '{"a":[1,2,3]}'],
  ['PATCH', '/orders/1?x=%3F&y=a?b', '{"a":null}'],
];
const nonces = ['1520994527165', '1520994527.165', '1', '1520994527165000'];
const rows = [];
calls.forEach(([method, path, body], i) => {
  const nonce = nonces[i % nonces.length];
  rows.push({ secret: secrets.issued, nonce, method, path, body,
    signature: generateSignature(secrets.issued, nonce, method, path, body) });
});
for (const name of ['short', 'padded', 'block', 'longer']) {
  const [method, path, body] = calls[11];
  rows.push({ secret: secrets[name], nonce: nonces[0], method, path, body,
    signature: generateSignature(secrets[name], nonces[0], method, path, body) });
}
process.stdout.write(JSON.stringify(rows, null, 1) + '\n');
