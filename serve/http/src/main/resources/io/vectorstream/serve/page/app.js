// Follows the run: it sends what has changed, second by second, and this page shows it.

import { addSample, prepareCharts, showHistory } from "/charts.js";
import { prepareFigures, showHealth, showRun, showSample, showState } from "/figures.js";
import { prepareLetters, lettersMayHaveChanged } from "/letters.js";
import { prepareSearch } from "/search.js";
import { say, translate } from "/words.js";

translate(document);
prepareFigures();
prepareCharts();
prepareSearch();
prepareLetters();

let latestRun = null;

const live = new EventSource("/api/live");
const on = (name, show) => live.addEventListener(name, (event) => show(JSON.parse(event.data)));

on("run", (run) => {
  latestRun = run;
  showRun(run);
});
on("health", showHealth);
on("history", (history) => {
  showHistory(history);
  if (latestRun) {
    showRun(latestRun);
  }
});
on("sample", (sample) => {
  showSample(sample);
  addSample(sample);
  lettersMayHaveChanged(sample.deadLettered);
});
live.onerror = () => showState(say("gone"), "bad");
