// Looks for events by what they mean and by their words.

import { ask } from "/ask.js";
import { byId, element, write } from "/elements.js";
import { moment, number, price, say, score } from "/words.js";

const LIMIT = 10;

/** Fields that say nothing where a stored event is what to look for. */
const OF_A_QUERY = ["q", "mode"];

/** Answers that come late, after a newer question, are not shown. */
let question = 0;

export function prepareSearch() {
  byId("search-form").addEventListener("submit", (event) => {
    event.preventDefault();
    find("/api/search", (counted) => counted);
  });
  byId("search-form").addEventListener("invalid", tellWhatIsWrong, { capture: true });
  byId("search-form").addEventListener("toggle", offerValues, { capture: true, once: true });
}

/** Says of the first field that is wrong what browsers only show beside it, and lets it be seen. */
function tellWhatIsWrong({ target }) {
  if (target === byId("search-form").querySelector("input:invalid")) {
    const field = target.labels[0].firstElementChild.textContent;
    tell(`${field}: ${target.validationMessage}`, "bad");
    target.closest("details")?.setAttribute("open", "");
  }
}

async function offerValues() {
  try {
    const stats = await ask("/api/stats");
    offer("event-types", stats.by_type);
    offer("categories", stats.by_category);
  } catch {
    // Without them, filters are written by hand.
  }
}

function offer(list, counts) {
  byId(list).replaceChildren(
    ...Object.keys(counts ?? {}).map((value) => element("option", { value })));
}

function parameters(withQuery) {
  const given = new URLSearchParams({ limit: LIMIT });
  for (const [name, value] of new FormData(byId("search-form"))) {
    if (value.trim() !== "" && (withQuery || !OF_A_QUERY.includes(name))) {
      given.set(name, value.trim());
    }
  }
  return given;
}

async function find(path, title) {
  const mine = ++question;
  tell(say("searching"));
  try {
    const { hits } = await ask(`${path}?${parameters(path === "/api/search")}`);
    if (mine === question) {
      tell(hits.length === 0 ? say("noHits") : title(count(hits)));
      show(hits);
    }
  } catch (failure) {
    if (mine === question) {
      tell(say("failed", failure.message), "bad");
    }
  }
}

function count(hits) {
  return say(hits.length === 1 ? "hit" : "hits", number(hits.length));
}

/** Whoever asked by a hit's button goes on at what it led to. */
function show(hits) {
  const asked = byId("hits").contains(document.activeElement);
  byId("hits").replaceChildren(...hits.map(hitElement));
  if (asked) {
    (byId("hits").querySelector("button") ?? byId("search-status")).focus();
  }
}

function tell(words, kind = "") {
  write(byId("search-status"), words);
  byId("search-status").className = `note ${kind}`;
}

function hitElement(hit) {
  const title = hit.title || hit.event_id;
  const more = element("button", { type: "button", className: "small" }, say("more"));
  more.setAttribute("aria-label", say("moreLike", title));
  more.addEventListener("click", () =>
    find(`/api/similar/${encodeURIComponent(hit.point_id)}`, (counted) =>
      say("similarTo", title, counted)));
  const cost = hit.price === null ? null : named("price", price(hit.price));
  const facts = [hit.category, cost, hit.event_type, moment(hit.timestamp)];
  return element(
    "li",
    {},
    element("span", { className: "title" }, title),
    element("span", { className: "score", title: say("score") }, named("score", score(hit.score))),
    element(
      "span",
      { className: "facts" },
      ...facts.filter(Boolean).map((fact) => element("span", {}, fact))),
    more);
}

/** A number whose name is only heard. */
function named(name, text) {
  return element("span", {}, element("span", { className: "unseen" }, `${say(name)} `), text);
}
