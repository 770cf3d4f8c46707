// What runs, how its parts are, and what it has done.

import { byId, element, write } from "/elements.js";
import { duration, moment, number, say, share } from "/words.js";

const FIGURES = ["read", "stored", "deleted", "deadLetters", "lag", "texts", "hitRate"];
const PARTS = { kafka: "kafka", store: "store", model: "modelPart", pipeline: "pipeline" };

const shown = {};

export function prepareFigures() {
  for (const name of FIGURES) {
    shown[name] = element("dd", {}, "–");
    byId("figures").append(element("div", {}, element("dt", {}, say(name)), shown[name]));
  }
}

export function showSample(sample) {
  const vectors = sample.cacheHits + sample.textsEmbedded;
  write(shown.read, number(sample.read));
  write(shown.stored, number(sample.stored));
  write(shown.deleted, number(sample.deleted));
  write(shown.deadLetters, number(sample.deadLettered));
  shown.deadLetters.classList.toggle("bad", sample.deadLettered > 0);
  write(shown.lag, sample.lag < 0 ? "–" : number(sample.lag));
  write(shown.texts, number(sample.textsEmbedded));
  write(shown.hitRate, vectors === 0 ? "–" : share(sample.cacheHits / vectors));
  // A lag that is not known yet may be events on their way.
  byId("first").hidden = sample.read > 0 || sample.lag !== 0;
}

export function showRun(run) {
  showState(say(run.state), run.state === "READING" || run.state === "DONE" ? "good" : "");
  const facts = [
    ["version", run.version],
    ["runner", run.runner],
    ["model", [run.model, run.precision, run.device].filter(Boolean).join(", ")],
    ["reads", `${run.topics} @ ${run.kafka}`],
    ["writes", `${run.collection} @ ${run.store}`],
  ];
  byId("run").replaceChildren(
    ...facts
      .filter(([, value]) => value)
      .map(([name, value]) =>
        element("div", {}, element("dt", {}, say(name)), element("dd", {}, value))));
  const topic = run.topics.split(", ")[0];
  write(
    byId("first-command"),
    `scripts/generate --bootstrapServers=${run.kafka} --topic=${topic} --count=1000`);
}

export function showState(words, kind) {
  write(byId("state"), words);
  byId("state").className = `state ${kind}`;
}

export function showHealth(health) {
  byId("health").replaceChildren(
    ...Object.entries(PARTS)
      .filter(([part]) => health[part])
      .map(([part, name]) => partElement(say(name), health[part])));
}

function partElement(name, part) {
  const up = part.status === "UP";
  const answered = part.response_ms === undefined ? "" : ` (${duration(part.response_ms)})`;
  return element(
    "li",
    {},
    element("span", { className: `mark ${up ? "up" : "down"}`, "aria-hidden": "true" }, up ? "✓" : "✗"),
    element("strong", {}, `${name}: ${say(part.status)}`),
    element(
      "span",
      { className: "details" },
      `${part.message}${answered} · ${say("since", moment(part.since))}`));
}
