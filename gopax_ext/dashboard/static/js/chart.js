// Candles and volume, drawn by the vendored library. Here alone prices become doubles: pixels.

import { byId, make, write } from "./dom.js";
import { group } from "./exact.js";
import { arrow, axisTime, dateTime, onLanguage, say, tone } from "./text.js";

const INTERVALS = [1, 5, 30, 1440];
const DEFAULT = 5;
const { CandlestickSeries, HistogramSeries, CrosshairMode, LineStyle, createChart } = window.LightweightCharts;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export class Chart {
  #candles = new Map();
  #last = null;
  #fresh = true;
  #lines = [];

  /** `onInterval` gets the minutes that somebody chose. */
  constructor(onInterval) {
    this.interval = Number(localStorage.getItem("gopax.interval") ?? DEFAULT);
    if (!INTERVALS.includes(this.interval)) this.interval = DEFAULT;
    this.onInterval = onInterval;
    this.#makeButtons();
    this.chart = createChart(byId("chart"), {
      autoSize: true,
      crosshair: { mode: CrosshairMode.Normal },
      timeScale: { timeVisible: true, secondsVisible: false, rightOffset: 3, borderVisible: false,
        tickMarkFormatter: (time, kind) => axisTime(time * 1000, kind < 3) },
      rightPriceScale: { borderVisible: false, scaleMargins: { top: 0.08, bottom: 0.24 } },
      localization: { timeFormatter: (time) => dateTime(time * 1000),
        priceFormatter: (price) => group(this.#written(price)) },
      handleScale: { axisPressedMouseMove: true },
    });
    this.series = this.chart.addSeries(CandlestickSeries, {});
    this.volume = this.chart.addSeries(HistogramSeries, {
      priceScaleId: "volume", priceFormat: { type: "volume" }, lastValueVisible: false, priceLineVisible: false });
    this.chart.priceScale("volume").applyOptions({ scaleMargins: { top: 0.82, bottom: 0 } });
    this.legend = make("p", { class: "legend", "aria-hidden": "true" });
    byId("chart").append(this.legend);
    this.chart.subscribeCrosshairMove(({ time }) => this.#legend(this.#candles.get(time) ?? this.#last));
    this.recolour();
    onLanguage(() => { this.#label(); this.recolour(); });
  }

  /** Another pair, interval or exchange: begin with nothing. */
  clear({ name, tick }) {
    this.#candles.clear();
    this.#last = null;
    this.#fresh = true;
    this.pair = name;
    this.places = (tick.split(".")[1] ?? "").length;
    this.series.applyOptions({ priceFormat: { type: "price", minMove: Number(tick), precision: this.places } });
    this.series.setData([]);
    this.volume.setData([]);
  }

  /** The candles at first, and then those that changed. */
  show(rows) {
    const candles = rows.map(([ms, low, high, open, close, volume]) =>
      ({ time: Number(ms) / 1000, low, high, open, close, volume }));
    for (const each of candles) this.#candles.set(each.time, each);
    this.#last = candles.at(-1);
    if (this.#fresh) {
      this.series.setData(candles.map(drawn));
      this.volume.setData(candles.map((each) => this.#bar(each)));
      this.chart.timeScale().setVisibleLogicalRange({ from: candles.length - 90, to: candles.length + 3 });
      this.#fresh = false;
    } else {
      for (const each of candles) {
        this.series.update(drawn(each));
        this.volume.update(this.#bar(each));
      }
    }
    this.#legend(this.#last);
    this.#label();
  }

  /** One's own open orders on this pair, as lines. */
  showOrders(orders) {
    this.orders = orders;
    for (const line of this.#lines) this.series.removePriceLine(line);
    this.#lines = orders.filter((each) => each.tradingPairName === this.pair && each.price !== undefined)
      .map(({ price, side }) => this.series.createPriceLine({
        price: Number(price), color: colour(side === "buy" ? "--up" : "--down"), lineWidth: 1,
        lineStyle: LineStyle.Dashed, axisLabelVisible: true, title: say(side) }));
  }

  /** Take the colours of the theme. */
  recolour() {
    const [up, down] = [colour("--up"), colour("--down")];
    this.chart.applyOptions({
      layout: { background: { color: colour("--panel") }, textColor: colour("--quiet"),
        fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { vertLines: { color: colour("--line") }, horzLines: { color: colour("--line") } },
    });
    this.series.applyOptions({ upColor: up, downColor: down, borderUpColor: up, borderDownColor: down,
      wickUpColor: up, wickDownColor: down });
    this.volume.setData([...this.#candles.values()].map((each) => this.#bar(each)));
    if (this.orders) this.showOrders(this.orders);
  }

  choose(minutes) {
    this.interval = minutes;
    localStorage.setItem("gopax.interval", minutes);
    for (const each of byId("intervals").children)
      each.setAttribute("aria-pressed", String(Number(each.dataset.minutes) === minutes));
    this.onInterval(minutes);
  }

  #makeButtons() {
    byId("intervals").append(...INTERVALS.map((minutes) =>
      make("button", { type: "button", "data-minutes": minutes, "data-text": `interval.${minutes}`,
        "aria-pressed": String(minutes === this.interval), onclick: () => this.choose(minutes) })));
  }

  #bar({ time, open, close, volume }) {
    const rose = Number(close) >= Number(open);
    return { time, value: Number(volume), color: colour(rose ? "--up-faint" : "--down-faint") };
  }

  #written(price) {
    return price.toFixed(this.places ?? 0);
  }

  #legend(candle) {
    if (!candle) return;
    const sign = Math.sign(Number(candle.close) - Number(candle.open));
    const values = [["open", candle.open], ["high", candle.high], ["low", candle.low], ["close", candle.close]]
      .map(([name, value]) => `${say(`candle.${name}`)} ${group(value)}`);
    this.legend.className = `legend ${tone(sign)}`;
    write(this.legend, `${dateTime(candle.time * 1000)}  ${values.join("  ")}  ${arrow(sign)}`);
  }

  /** What somebody hears who cannot see it. */
  #label() {
    if (!this.#last) return;
    const interval = say(`interval.${this.interval}`);
    byId("chart").setAttribute("aria-label",
      say("chart.told", { pair: this.pair, interval, price: group(this.#last.close) }));
  }
}

const drawn = ({ time, low, high, open, close }) =>
  ({ time, low: Number(low), high: Number(high), open: Number(open), close: Number(close) });
