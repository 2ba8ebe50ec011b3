"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const place = document.getElementById("chart");
  const legend = document.getElementById("legend");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const { colors, words } = data;

  // Drawing is all that these numbers are rounded for: what is read comes from the texts.
  const rows = data.candles.map(([time, low, high, open, close, volume, label]) => ({
    time,
    texts: { open, high, low, close, volume, label },
    candle: { time, open: +open, high: +high, low: +low, close: +close },
    rises: +close >= +open,
    volume: +volume,
  }));
  if (!rows.length) return;
  const byTime = new Map(rows.map((row) => [row.time, row]));

  const grouped = (text) => {
    const [whole, part] = text.split(".");
    const apart = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    const rest = (part ?? "").replace(/0+$/, "");
    return rest ? `${apart}.${rest}` : apart;
  };
  const rounded = (digits) => (number) =>
    number.toLocaleString("en-US", { maximumFractionDigits: digits });
  const labelOf = (time) => byTime.get(time)?.texts.label ?? "";

  const chart = LightweightCharts.createChart(place, {
    autoSize: true,
    localization: { locale: data.language, timeFormatter: labelOf },
    timeScale: { timeVisible: data.minutes < 1440, secondsVisible: false, rightOffset: 8 },
    crosshair: { mode: LightweightCharts.CrosshairMode.Normal },
  });
  const candles = chart.addSeries(LightweightCharts.CandlestickSeries, {
    upColor: colors.up,
    downColor: colors.down,
    wickUpColor: colors.up,
    wickDownColor: colors.down,
    borderVisible: false,
    priceFormat: {
      type: "custom",
      minMove: 10 ** -data.digits,
      formatter: rounded(data.digits),
    },
    autoscaleInfoProvider: (original) => {
      const info = original();
      for (const { price } of info ? data.orders : []) {
        info.priceRange.minValue = Math.min(info.priceRange.minValue, +price);
        info.priceRange.maxValue = Math.max(info.priceRange.maxValue, +price);
      }
      return info;
    },
  });
  candles.setData(rows.map((row) => row.candle));
  const volumes = chart.addSeries(
    LightweightCharts.HistogramSeries,
    {
      priceFormat: { type: "custom", minMove: 1e-8, formatter: rounded(4) },
      priceLineVisible: false,
      lastValueVisible: false,
    },
    1,
  );
  volumes.setData(
    rows.map(({ time, volume, rises }) => ({
      time,
      value: volume,
      color: (rises ? colors.up : colors.down) + "99",
    })),
  );
  chart.panes()[0].setStretchFactor(3);
  chart.panes()[1].setStretchFactor(1);

  LightweightCharts.createSeriesMarkers(
    candles,
    data.marks.map(({ place: index, side, text }) => ({
      time: rows[index].time,
      position: side === "buy" ? "belowBar" : "aboveBar",
      shape: side === "buy" ? "arrowUp" : "arrowDown",
      color: colors[side],
      text,
    })),
  );
  for (const { side, price, text } of data.orders) {
    candles.createPriceLine({
      price: +price,
      color: colors[side],
      lineStyle: LightweightCharts.LineStyle.Dashed,
      lineWidth: 1,
      axisLabelVisible: true,
      title: text,
    });
  }

  const show = (row) => {
    const { texts, rises, candle } = row;
    const change = candle.open ? ((candle.close - candle.open) * 100) / candle.open : 0;
    const sign = change === 0 ? "=" : change > 0 ? "▲" : "▼";
    const parts = [
      [words.time, texts.label],
      [words.open, grouped(texts.open)],
      [words.high, grouped(texts.high)],
      [words.low, grouped(texts.low)],
      [words.close, `${grouped(texts.close)} ${sign} ${Math.abs(change).toFixed(2)}%`, rises],
      [words.volume, grouped(texts.volume)],
    ];
    legend.replaceChildren(
      ...parts.map(([name, value, up]) => {
        const entry = document.createElement("div");
        const head = document.createElement("span");
        head.textContent = name;
        const body = document.createElement("b");
        body.textContent = value;
        if (up !== undefined) body.className = up ? "up" : "down";
        entry.append(head, " ", body);
        return entry;
      }),
    );
  };
  const last = rows[rows.length - 1];
  show(last);
  chart.subscribeCrosshairMove((event) => show(byTime.get(event.time) ?? last));

  const paint = () => {
    const style = getComputedStyle(document.documentElement);
    const line = style.getPropertyValue("--line").trim();
    chart.applyOptions({
      layout: {
        background: { type: "solid", color: style.getPropertyValue("--ground").trim() },
        textColor: style.getPropertyValue("--ink").trim(),
        panes: { separatorColor: line },
      },
      grid: { vertLines: { color: line }, horzLines: { color: line } },
      rightPriceScale: { borderColor: line },
      timeScale: { borderColor: line },
    });
  };
  paint();
  dark.addEventListener("change", paint);
  chart.timeScale().fitContent();
})();
