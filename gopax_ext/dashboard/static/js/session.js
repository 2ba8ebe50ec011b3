// What this page may use: two keys of the built-in exchange, told to pages of this server alone.

import { Lane } from "./signing.js";

const STORED = "gopax.session";
const UNKNOWN_KEY = /"errorCode":10155\b/;

export class Session {
  #opening = null;

  /** Open it, once; a page that is loaded again gets the keys it had. */
  async open() {
    this.#opening ??= this.renew();
    await this.#opening;
    return this;
  }

  async renew() {
    const old = sessionStorage.getItem(STORED) ?? "";
    const answer = await fetch(`/dashboard/session?session=${encodeURIComponent(old)}`, {
      method: "POST",
      cache: "no-store",
    });
    if (!answer.ok) throw new Error(await answer.text());
    this.told = await answer.json();
    sessionStorage.setItem(STORED, this.told.session);
    if (this.sending?.key.api_key !== this.told.sending.api_key) {
      this.sending = new Lane(this.told.sending);
      this.copying = new Lane(this.told.copying);
    }
  }

  /**
   * Call the exchange: {status, headers, text, took, nonce, signature, prehash}; `status` is null
   * where no answer came. Private calls are signed, and none is ever repeated here.
   */
  async call(request, { isPrivate = true } = {}) {
    if (!isPrivate) return exchange(request, {});
    await this.open();
    const answer = await this.sending.inTurn(async () => {
      const signed = await this.sending.signed(request);
      return { ...signed, ...(await exchange(request, signed.headers)) };
    });
    if (answer.status === 401 && UNKNOWN_KEY.test(answer.text)) await this.renew();
    return answer;
  }

  /** Use the administration API; its answer, or an error with its words. */
  async administer(action, body) {
    await this.open();
    const answer = await fetch(`/__sandbox__/${action}`, {
      method: "POST",
      headers: { "ADMIN-TOKEN": this.told.admin_token, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.error);
    return told;
  }

  /** One entry of the request log with everything in it. */
  async entry(number) {
    const answer = await fetch(`/dashboard/log/${number}?session=${this.told.session}`);
    return answer.ok ? answer.json() : null;
  }
}

async function exchange({ method, target, body = "" }, headers) {
  const began = performance.now();
  try {
    const answer = await fetch(target, { method, headers, body: body || undefined, cache: "no-store" });
    const text = await answer.text();
    const took = Math.round(performance.now() - began);
    return { status: answer.status, received: [...answer.headers], text, took };
  } catch {
    const took = Math.round(performance.now() - began);
    return { status: null, received: [], text: "", took };
  }
}
