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

/** How long to wait before a run is asked again that did not want to tell, in milliseconds. */
const PATIENCE = 5000;

let latestRun = null;
let live = null;
let again = 0;

/** A page that nobody sees listens to nothing: a browser keeps few connections to a host. */
function listen() {
  clearTimeout(again);
  live?.close();
  if (document.hidden) {
    return;
  }
  live = new EventSource("/api/live");
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
  live.onerror = () => {
    showState(say("gone"), "bad");
    // The browser comes back by itself, but not where the answer was no stream.
    if (live.readyState === EventSource.CLOSED) {
      again = setTimeout(listen, PATIENCE);
    }
  };
}

document.addEventListener("visibilitychange", listen);
listen();
