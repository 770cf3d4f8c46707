// The newest dead letters, and sending them again.

import { ask, change } from "/ask.js";
import { byId, element, write } from "/elements.js";
import { moment, number, say } from "/words.js";

const LIMIT = 10;
const COMMONEST = 3;

/** How long to wait before the letters are asked for again, in milliseconds. */
const PATIENCE = 5000;

let shownCount = -1;
let askedAt = 0;
let asking = false;

export function prepareLetters() {
  write(byId("letters-summary"), say("noLetters"));
}

export function lettersMayHaveChanged(count) {
  if (!asking && count !== shownCount && Date.now() - askedAt >= PATIENCE) {
    showLetters(count);
  }
}

async function showLetters(count) {
  asking = true;
  try {
    const { letters } = await ask(`/api/deadletters?limit=${LIMIT}`);
    describe(letters.length === 0 ? say("noLetters") : summary(letters, await ask("/api/deadletters/counts")));
    show(letters);
    shownCount = count;
  } catch (failure) {
    describe(say("failed", failure.message), "bad");
  }
  askedAt = Date.now();
  asking = false;
}

/** Adds what is new and removes what is old; who reads one of the others is not disturbed. */
function show(letters) {
  const list = byId("letters");
  const places = letters.map(placeOf);
  const shown = new Map([...list.children].map((one) => [one.dataset.place, one]));
  shown.forEach((one, place) => places.includes(place) || one.remove());
  letters.forEach((letter, index) => {
    if (!shown.has(places[index])) {
      list.insertBefore(letterElement(letter), list.children[index] ?? null);
    }
  });
}

function placeOf(letter) {
  return `${letter.topic}/${letter.partition}/${letter.offset}`;
}

function summary(letters, counts) {
  const all = number(counts.counted) + (counts.is_all ? "" : "+");
  const reasons = counts.by_reason
    .slice(0, COMMONEST)
    .map(({ reason, count }) => `${reason} (${number(count)})`);
  return `${say("lettersNewest", number(letters.length), all)} ${say("commonest", reasons.join(" · "))}`;
}

function describe(words, kind = "") {
  write(byId("letters-summary"), words);
  byId("letters-summary").className = `note ${kind}`;
}

function tell(words, kind = "") {
  write(byId("letters-status"), words);
  byId("letters-status").className = `note ${kind}`;
}

function letterElement(letter) {
  const place = placeOf(letter);
  const again = element("button", { type: "button", className: "small" }, say("replay"));
  again.setAttribute("aria-label", say("replayOf", [letter.reason, place].filter(Boolean).join(", ")));
  again.addEventListener("click", () => replay(letter, again));
  const item = element(
    "li",
    {},
    element("span", { className: "reason" }, letter.reason ?? "–"),
    again,
    element(
      "span",
      { className: "facts" },
      letter.stage === null ? null : element("span", {}, letter.stage),
      element("span", {}, moment(letter.time)),
      letter.source === null
        ? null
        : element(
          "span",
          {},
          say("letterFrom", letter.source.topic, letter.source.partition, letter.source.offset))),
    letter.value === null ? null : valueElement(letter));
  item.dataset.place = place;
  return item;
}

function valueElement(letter) {
  const notes = [letter.value_is_text ? null : say("notText"), letter.value_is_cut ? say("cut") : null];
  return element(
    "details",
    {},
    element("summary", {}, [say("value"), ...notes.filter(Boolean)].join(", ")),
    element("pre", { tabIndex: 0 }, letter.value));
}

async function replay(letter, button) {
  // Not disabled, which would take the focus from it.
  if (button.ariaDisabled === "true") {
    return;
  }
  button.ariaDisabled = "true";
  try {
    const topic = encodeURIComponent(letter.topic);
    await change(`/api/deadletters/${letter.partition}/${letter.offset}/replay?topic=${topic}`);
    tell(say("replayed"));
  } catch (failure) {
    tell(say("failed", failure.message), "bad");
  } finally {
    button.ariaDisabled = "false";
  }
}
