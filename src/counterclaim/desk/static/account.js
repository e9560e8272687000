"use strict";
(() => {
  const rows = [...document.querySelectorAll("#answers tbody tr")].map((tr) => ({ ...tr.dataset }));
  const number = (text) => (text === "" ? null : Number(text));
  const chart = document.getElementById("chart");
  const draw = (width) => {
    const dated = rows.filter((r) => r.said).map((r) => ({ ...r, said: new Date(`${r.said}T12:00:00Z`), low: number(r.low), high: number(r.high) }));
    if (!dated.length) { chart.textContent = "None of these figures is dated; the table has them all."; return; }
    const top = Math.max(...dated.map((r) => r.high ?? r.low ?? 0)) * 1.1 || 1;
    // Answers of one day lie beside each other, not on top of each other.
    const nth = new Map();
    const days = (Math.max(...dated.map((r) => +r.said)) - Math.min(...dated.map((r) => +r.said))) / 864e5;
    const step = Math.max(0.25, days / 45) * 864e5;
    for (const r of dated) { const n = nth.get(+r.said) || 0; nth.set(+r.said, n + 1); r.x = new Date(+r.said + n * step); }
    const sides = [...new Set(dated.map((r) => r.side))];
    const colours = ["speaker-l", "event-l", "figure-l", "place-l", "cue-l", "person-l", "time-l"].map(desk.colour);
    const scale = { domain: sides, range: sides.map((_, n) => colours[n % colours.length]) };
    const ink = (r) => scale.range[sides.indexOf(r.side) % colours.length];
    chart.replaceChildren(desk.plot({
      width, height: 300, marginLeft: 52, marginRight: 24, ariaLabel: "Figures by side over time; the table below has the same numbers",
      x: { label: null, type: "utc", inset: 24, ...(days < 1 ? { ticks: [dated[0].x], tickFormat: "%-d %b %Y" } : days < Math.min(20, width / 60) ? { ticks: "day" } : { ticks: width / 90 }) }, y: { label: null, domain: [0, top], grid: true, tickFormat: desk.whole, ticks: 6 },
      marks: [
        Plot.ruleX(dated, { x: "x", y1: (r) => r.low ?? 0, y2: (r) => r.high ?? top, stroke: ink, strokeWidth: 5, strokeOpacity: 0.35, strokeLinecap: "round" }),
        Plot.dot(dated, { x: "x", y: (r) => r.low ?? r.high, fill: ink, r: 5, symbol: (r) => (r.high === null ? "triangle" : "circle"), title: (r) => `${r.voice} (${r.side}): ${r.low ?? "open"} to ${r.high ?? "open"}` }),
        Plot.dot(dated.filter((r) => r.high !== null && r.high !== r.low), { x: "x", y: "high", stroke: ink, fill: "none", r: 4 }),
      ],
    }));
    const legend = document.createElement("figcaption");
    legend.className = "meta";
    for (const [n, side] of sides.entries()) {
      const item = document.createElement("span"), dot = document.createElement("span");
      dot.textContent = "● "; dot.style.color = scale.range[n];
      item.append(dot, side); legend.append(item);
    }
    const key = document.createElement("span");
    key.textContent = "A bar spans the bounds; a triangle is a floor without a ceiling.";
    legend.append(key);
    chart.append(legend);
  };
  desk.chart(chart, draw);
})();
