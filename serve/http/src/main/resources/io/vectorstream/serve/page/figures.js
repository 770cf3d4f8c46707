// What runs, how its parts are, and what it has done.

import { byId, element, kept, write } from "/elements.js";
import { duration, moment, number, say, share, told } from "/words.js";

const FIGURES = ["read", "stored", "deleted", "deadLetters", "lag", "texts", "hitRate"];
const PARTS = { kafka: "kafka", store: "store", model: "modelPart", pipeline: "pipeline" };

const shown = {};

export function prepareFigures() {
  for (const name of FIGURES) {
    shown[name] = valueOf("figures", name);
    write(shown[name], "–");
  }
}

/** Where the value stands that a list has under a name. */
function valueOf(list, name) {
  const pair = () => element("div", {}, element("dt", {}, say(name)), element("dd"));
  return kept(byId(list), name, pair).lastElementChild;
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
  showFact("version", run.version);
  showFact("runner", run.runner);
  showFact("model", [run.model, run.precision, run.device].filter(Boolean).join(", "));
  showFact("reads", `${run.topics} @ ${run.kafka}`);
  showFact("writes", `${run.collection} @ ${run.store}`);
  // What others read too takes no generated events.
  byId("first-hint").hidden = !run.kafkaIsEmbedded;
  const topic = run.topics.split(", ")[0];
  write(
    byId("first-command"),
    `scripts/generate --bootstrapServers=${run.kafka} --topic=${topic} --count=1000`);
}

function showFact(name, text) {
  const value = valueOf("run", name);
  write(value, text);
  value.parentElement.hidden = text === "";
}

export function showState(words, kind) {
  write(byId("state"), words);
  byId("state").className = `state ${kind}`;
}

export function showHealth(health) {
  for (const [part, name] of Object.entries(PARTS).filter(([part]) => health[part])) {
    showPart(part, say(name), health[part]);
  }
}

function showPart(part, name, { status, message, since, response_ms: millis }) {
  const item = kept(byId("health"), part, () =>
    element(
      "li",
      {},
      element("span", { "aria-hidden": "true" }),
      element("strong"),
      element("span", { className: "details" })));
  const [mark, title, details] = item.children;
  const up = status === "UP";
  mark.className = `mark ${up ? "up" : "down"}`;
  write(mark, up ? "✓" : "✗");
  write(title, `${name}: ${say(status)}`);
  const answered = millis === undefined ? "" : ` (${duration(millis)})`;
  write(details, `${told(message)}${answered} · ${say("since", moment(since))}`);
}
