// base64(HMAC-SHA512(base64-decoded secret, nonce + METHOD + path without query + body)).

const toBytes = (base64) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
const toBase64 = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));

/** What the signature covers: of the target no query. */
export const prehash = (nonce, method, target, body) => `${nonce}${method}${target.split("?")[0]}${body}`;

/** The signature of one request; `secret` is base64. */
export async function sign(secret, nonce, method, target, body) {
  const algorithm = { name: "HMAC", hash: "SHA-512" };
  const key = await crypto.subtle.importKey("raw", toBytes(secret), algorithm, false, ["sign"]);
  const text = new TextEncoder().encode(prehash(nonce, method, target, body));
  return toBase64(await crypto.subtle.sign("HMAC", key, text));
}

/** The nonces of one key, and its requests one after the other: that is the order they arrive in. */
export class Lane {
  #last = 0;
  #tail = Promise.resolve();

  constructor(key) {
    this.key = key;
  }

  /** Sign a request with the next nonce: the headers, and the nonce and signature themselves. */
  async signed({ method, target, body = "" }) {
    this.#last = Math.max(this.#last + 1, Date.now());
    const nonce = String(this.#last);
    const signature = await sign(this.key.secret_key, nonce, method, target, body);
    const headers = { "API-KEY": this.key.api_key, SIGNATURE: signature, NONCE: nonce };
    if (body) headers["Content-Type"] = "application/json";
    return { nonce, signature, headers, prehash: prehash(nonce, method, target, body) };
  }

  /** Run `work` when all before it have ended. */
  inTurn(work) {
    const turn = this.#tail.then(work);
    this.#tail = turn.catch(() => undefined);
    return turn;
  }
}
