// Throughput and latency over time.

import uPlot from "/uplot/uPlot.esm.js";
import { byId, write } from "/elements.js";
import { duration, number, say } from "/words.js";

/** A quarter of an hour, as much as the run itself remembers. */
const REMEMBERED = 900;

/** How often charts are described anew for those who hear them, in milliseconds. */
const DESCRIBED = 10000;

let samples = [];
let charts = [];
let described = 0;

const known = (value) => (value < 0 ? null : value);

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function line(label, stroke, show) {
  return { label, stroke, width: 2, points: { show: false }, value: (plot, value) => show(value) };
}

function axes(size, show) {
  const grid = { stroke: colour("--grid"), width: 1 };
  const base = { stroke: colour("--soft"), grid, ticks: grid };
  return [
    { ...base, space: 80, values: (plot, ticks) => ticks.map(clock) },
    { ...base, size, values: (plot, ticks) => ticks.map(show) },
  ];
}

function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { hour12: false });
}

function chart(id, series, show, data) {
  const host = byId(id);
  host.replaceChildren();
  const plot = new uPlot(
    {
      width: host.clientWidth,
      height: host.clientHeight - 30,
      legend: { live: false },
      cursor: { show: false },
      scales: { y: { range: (self, min, max) => [0, Math.max(1, max * 1.1)] } },
      series: [{}, ...series],
      axes: axes(66, show),
    },
    data(samples),
    host);
  return { plot, host, data };
}

function build() {
  charts.forEach(({ plot }) => plot.destroy());
  charts = [
    chart("throughput", [line(say("perSecond"), colour("--main"), number)], number, (all) => [
      all.map((one) => one.at / 1000),
      all.map((one) => one.eventsPerSecond),
    ]),
    chart(
      "latency",
      [line(say("half"), colour("--main"), duration), line(say("most"), colour("--second"), duration)],
      duration,
      (all) => [
        all.map((one) => one.at / 1000),
        all.map((one) => known(one.p50)),
        all.map((one) => known(one.p99)),
      ]),
  ];
}

function draw() {
  charts.forEach(({ plot, data }) => plot.setData(data(samples)));
  const last = samples[samples.length - 1];
  if (!last) {
    return;
  }
  const speed = `${number(last.eventsPerSecond)} ${say("perSecond")}`;
  write(byId("throughput-now"), speed);
  write(
    byId("latency-now"),
    `${say("half")} ${duration(last.p50)} · ${say("most")} ${duration(last.p99)}`);
  if (last.at - described > DESCRIBED) {
    described = last.at;
    byId("throughput").setAttribute("aria-label", say("throughputSays", speed));
    byId("latency").setAttribute(
      "aria-label", say("latencySays", duration(last.p50), duration(last.p99)));
  }
}

export function prepareCharts() {
  build();
  new ResizeObserver(() => {
    charts.forEach(({ plot, host }) =>
      plot.setSize({ width: host.clientWidth, height: host.clientHeight - 30 }));
  }).observe(byId("throughput"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    build();
    draw();
  });
}

export function showHistory(history) {
  samples = history;
  draw();
}

export function addSample(sample) {
  samples = [...samples, sample].slice(-REMEMBERED);
  draw();
}
