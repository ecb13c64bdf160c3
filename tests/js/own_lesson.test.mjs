import assert from "node:assert/strict";
import { test } from "node:test";

import {
  LessonFault,
  checkDays,
  keptOf,
  lacking,
  lessonOf,
  lessonToml,
  said,
  written,
} from "../../dashboard/assets/core/ownLesson.mjs";
import { ownOf } from "../../dashboard/assets/lecture/keptLesson.mjs";
import { parse } from "../../dashboard/assets/vendor/smol-toml.js";

const known = {
  languages: ["en", "tr"],
  words: [
    "day",
    "title",
    "text",
    "question",
    "answer",
    "notes",
    "minutes",
    "short",
    "events",
    "territory",
    "treaty",
    "layers",
    "extent",
  ],
  earth: [-180, -90, 180, 90],
  inside: (day) => day >= "1918-01-01" && day <= "1936-12-31",
  events: new Set(["entry"]),
  territories: new Set(["kars"]),
  treaties: new Set(["moscow"]),
  layers: new Set(["relief", "claims"]),
};
const stop = {
  day: "1920-04-28",
  title: { en: 'A "title"', tr: "Başlık" },
  text: { en: "Two\nlines" },
  question: { en: "Why?" },
  answer: { en: "Because of the oil." },
  notes: {},
  minutes: 4,
  short: true,
  events: ["entry"],
  territory: "kars",
  treaty: "moscow",
  layers: ["relief"],
  extent: [40.5, 38, 46, 42.25],
};
const own = {
  title: { en: "Mine" },
  summary: { en: "About" },
  stops: [stop, { ...stop, extent: "kars", layers: null }],
};

test("a lesson is read again as it was written", () => {
  const again = lessonOf(parse(lessonToml(own)), known);
  assert.deepEqual(again, {
    ...own,
    stops: own.stops.map((stop) => ({ ...stop, text: { en: "Two lines" } })),
  });
  const without = { answer: {}, minutes: null, short: false };
  const plain = { ...stop, ...without, territory: null, treaty: null, layers: null, extent: null, events: [] };
  assert.deepEqual(lessonOf(parse(lessonToml({ ...own, stops: [plain] })), known).stops[0], {
    ...plain,
    text: { en: "Two lines" },
  });
});

test("the first language follows until it has words of its own", () => {
  const begun = written({}, "Kars", "tr", "en");
  assert.deepEqual(begun, { en: "Kars", tr: "Kars" });
  assert.deepEqual(written(begun, "Kars ili", "tr", "en"), { en: "Kars ili", tr: "Kars ili" });
  assert.deepEqual(written({ en: "The town", tr: "Kent" }, "Şehir", "tr", "en"), { en: "The town", tr: "Şehir" });
  assert.equal(said({ en: "The town" }, "tr", "en"), "The town");
  assert.equal(said({}, "tr", "en"), "");
});

test("what a class would miss is named", () => {
  const needed = ["title", "text", "question"];
  assert.equal(lacking(own, "en", needed), null);
  assert.deepEqual(lacking({ ...own, title: { tr: "x" } }, "en", needed), { stop: 0, field: "title" });
  const unasked = { ...own, stops: [{ ...stop, question: { en: " " } }] };
  assert.deepEqual(lacking(unasked, "en", needed), { stop: 1, field: "question" });
  assert.equal(lacking(unasked, "en", ["title", "text"]), null);
});

test("a lesson that was kept is as it was, or refused", () => {
  const text = { en: "Two lines" };
  const bare = { ...stop, text, territory: null, treaty: null, layers: null, extent: null, events: [] };
  const lesson = { ...own, stops: [{ ...stop, text }, bare] };
  assert.deepEqual(keptOf(JSON.parse(JSON.stringify(lesson)), known), lesson);
  // Kept by a page whose stops had fewer parts.
  const { answer: _, minutes: __, short: ___, ...fewer } = bare;
  assert.deepEqual(keptOf({ ...lesson, stops: [fewer] }, known).stops, [
    { ...bare, answer: {}, minutes: null, short: false },
  ]);
  assert.deepEqual(keptOf({ title: { en: "Mine" }, summary: {}, stops: [] }, known).title, { en: "Mine" });
  for (const wrong of [
    null,
    3,
    {},
    { ...bare, day: "soon" },
    { ...bare, day: "1920-02-31" },
    { ...bare, day: [1920] },
    { ...bare, territory: "nowhere" },
  ]) {
    assert.throws(() => keptOf({ ...own, stops: [wrong] }, known), LessonFault);
  }
  assert.throws(() => keptOf({}, known), LessonFault);
});

test("what this atlas cannot show is refused with its place", () => {
  /** @param {string} text @param {number} at @param {string} field */
  const refused = (text, at, field) =>
    assert.throws(
      () => lessonOf(parse(text), known),
      (fault) => fault instanceof LessonFault && fault.stop === at && fault.field === field,
    );
  const good = '[[stop]]\nday = 1920-04-28\ntitle.en = "a"\n';
  refused("", 0, "stop");
  refused("stop = 3", 0, "stop");
  refused("stop = [3]", 1, "stop");
  refused("title = 3\n[[stop]]\nday = 1920-04-28", 0, "title");
  refused('[[stop]]\nday = "1920-04-28"', 1, "day");
  refused("[[stop]]\nday = 1900-01-01", 1, "day");
  refused(`${good}[[stop]]\nday = 1920-04-28\ncolour = 3`, 2, "colour");
  refused(`${good}text.fr = "a"`, 1, "text");
  refused(`${good}territory = "nowhere"`, 1, "territory");
  refused(`${good}treaty = 4`, 1, "treaty");
  refused(`${good}events = ["nothing"]`, 1, "events");
  refused(`${good}layers = "relief"`, 1, "layers");
  refused(`${good}extent = [46, 38, 40, 42]`, 1, "extent");
  refused(`${good}extent = [40, 38, 46, "42"]`, 1, "extent");
  refused(`${good}extent = [true, 38, 46, 42]`, 1, "extent");
  refused(`${good}extent = [-190, 38, 40, 42]`, 1, "extent");
  refused(`${good}extent = "nowhere"`, 1, "extent");
  refused(`${good}minutes = 0`, 1, "minutes");
  refused(`${good}minutes = "4"`, 1, "minutes");
  refused(`${good}short = "yes"`, 1, "short");
});

test("a day that no calendar has is refused, not moved", () => {
  const file = (day) => `[[stop]]\nday = 1920-04-28\n\n[[stop]]\nday = ${day}\n`;
  checkDays(file("1920-02-29"));
  for (const day of ["1921-02-29", "1920-02-31", "1920-04-31", "1920-13-01"]) {
    assert.throws(
      () => checkDays(file(day)),
      (fault) => fault instanceof LessonFault && fault.stop === 2 && fault.field === "day",
    );
  }
});

test("a story of the atlas becomes a lesson to change, and stays as it is", () => {
  const texts = { title: "Baş", text: "Metin", question: "Niçin?", answer: "Bundan.", notes: "" };
  const rest = { minutes: 4, short: true, events: ["entry"], territory: "kars", treaty: null, layers: ["relief"] };
  const story = { id: "border", title: "Sınır", summary: "Özet", stops: [{ day: 3, box: null, ...texts, ...rest }] };
  const calendar = { iso: (day) => `1918-01-0${day + 1}` };
  const payload = { language: "tr", dayWords: { en: {}, tr: {} }, degrees: {} };
  const copy = ownOf(story, { calendar, payload });
  assert.deepEqual(copy.title, { en: "Sınır", tr: "Sınır" });
  assert.equal(lacking(copy, "en", ["title", "text", "question", "answer"]), null);
  assert.deepEqual(lessonOf(parse(lessonToml(copy)), known), {
    ...copy,
    stops: [{ ...copy.stops[0], notes: {} }],
  });
  copy.stops[0].events.push("end");
  assert.deepEqual(story.stops[0].events, ["entry"]);
});
