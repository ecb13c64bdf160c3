/** What the scale of the strip says: years, then months, then days as there is room for them. */

/** @import { Calendar } from "./calendar.mjs" */
/** @import { Span } from "./span.mjs" */

import { Space, stretch } from "./boxes.mjs";

const YEAR_STEPS = [1, 2, 4, 8];
const MONTH_STEPS = [1, 3, 6];
const DAY_STEPS = [1, 5, 10];
const MONTH_DAYS = 30.4;
const YEAR_DAYS = 365.25;
/** Room that a name needs, in sizes of its type. */
const ROOM = { year: 2.8, month: 3.4, day: 2.1 };
/** Pixels between two lines that still read as two. */
const APART = 5;
const INDENT = 4;

/**
 * @typedef {{x: number, kind: "year"|"month"|"day", fine: boolean}} Line a line at the start of a
 *   year, month or day; `fine` within the detailed years
 * @typedef {{x: number, text: string, kind: string, fine: boolean, end: boolean}} Name `x` is its left
 *   edge in pixels, or its right edge with `end`
 * @typedef {Line & {day: number, text: string, named: boolean}} Mark
 */

/**
 * Lines and names of the scale; no two names touch.
 *
 * @param {import("./calendar.mjs").Calendar} calendar
 * @param {import("./span.mjs").Span} span
 * @param {number} width of the strip in pixels
 * @param {number} size of the type in pixels
 * @param {(text: string, kind: string) => number} measure width of a name in pixels
 * @returns {{lines: Line[], names: Name[]}}
 */
export function scaleMarks(calendar, span, width, size, measure) {
  const [from, until] = span.days;
  /** @type {Mark[]} */
  const marked = [];
  for (const part of [
    { first: from, last: Math.min(until, calendar.detailed - 1), fine: true },
    { first: Math.max(from, calendar.detailed), last: until, fine: false },
  ]) {
    if (part.first <= part.last) marked.push(...marks(calendar, span, width, size, part));
  }
  marked.sort((a, b) => RANK[a.kind] - RANK[b.kind] || a.day - b.day);
  const place = new Names(calendar, width, measure);
  // The years at the ends say where the reader is; the others follow.
  place.sides(marked, from, until);
  for (const mark of marked) if (mark.named) place.put(mark);
  return { lines: marked, names: place.names };
}

const RANK = { year: 0, month: 1, day: 2 };
/**
 * @param {number[]} steps
 * @param {number} room
 * @param {number} unit
 */
/**
 * @param {number[]} steps
 * @param {number} room
 * @param {number} unit
 */
const least = (steps, room, unit) => steps.find((step) => step * unit >= room) ?? null;

/** Starts of years, months and days in a stretch of even scale, and which of them have a name.
 * @param {Calendar} calendar
 * @param {Span} span
 * @param {number} width
 * @param {number} size
 * @param {{ first: number, last: number, fine: boolean }} part4
 * @returns {Mark[]} */
function marks(calendar, span, width, size, { first, last, fine }) {
  const perDay = span.step(first) * width;
  const yearStep = least(YEAR_STEPS, ROOM.year * size, YEAR_DAYS * perDay) ?? 16;
  const monthStep = least(MONTH_STEPS, ROOM.month * size, MONTH_DAYS * perDay);
  const dayStep = least(DAY_STEPS, ROOM.day * size, perDay);
  const eachMonth = MONTH_DAYS * perDay >= APART;
  /** @type {Mark[]} */
  const marked = [];
  for (const { day, year, month, number } of starts(calendar, first, last, dayStep !== null)) {
    const mark = { day, x: span.position(day) * width, fine };
    if (number > 1) {
      const named = dayStep === 1 || (dayStep !== null && number % dayStep === 0 && number + dayStep / 2 < 31);
      if (named || perDay >= APART) marked.push({ ...mark, kind: "day", text: String(number), named });
    } else if (month > 1) {
      const named = monthStep !== null && (month - 1) % monthStep === 0;
      const text = calendar.shortMonths[month - 1];
      if (named || eachMonth) marked.push({ ...mark, kind: "month", text, named });
    } else {
      // The first day after the detailed years stands on the near side of the break.
      const named = year % yearStep === 0 && !(span.broken && day === calendar.detailed);
      if (fine || named) marked.push({ ...mark, kind: "year", text: String(year), named });
    }
  }
  return marked;
}

/** The first day of every month from `first` to `last`, or every day.
 * @param {Calendar} calendar
 * @param {number} first
 * @param {number} last
 * @param {boolean} everyDay */
function* starts(calendar, first, last, everyDay) {
  const date = calendar.date(first);
  let [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  for (let start = calendar.monthStart(year, month); start <= last; ) {
    const next = month === 12 ? [year + 1, 1] : [year, month + 1];
    const end = calendar.monthStart(next[0], next[1]);
    for (let day = start; day < (everyDay ? end : start + 1); day += 1) {
      if (day >= first && day <= last) yield { day, year, month, number: day - start + 1 };
    }
    [[year, month], start] = [next, end];
  }
}

/** Names placed so far. */
class Names {
  /**
   * @param {Calendar} calendar
   * @param {number} width
   * @param {(text: string, kind: string) => number} measure
   */
  constructor(calendar, width, measure) {
    this.calendar = calendar;
    this.width = width;
    this.measure = measure;
    this.space = new Space({ gap: INDENT });
    /** @type {Name[]} */
    this.names = [];
  }

  /** The year at the right end of the atlas; at the left the year or month that is under way.
   * @param {Mark[]} marked
   * @param {number} from
   * @param {number} until */
  sides(marked, from, until) {
    const years = marked.filter((mark) => mark.kind === "year");
    const date = this.calendar.date(from);
    const year = date.getUTCFullYear();
    const days = marked.some((mark) => mark.kind === "day");
    const starts = date.getUTCDate() === 1 && date.getUTCMonth() === 0;
    if (!starts && !(years.length && years[0].x < this.measure(String(year), "year") * 2)) {
      const text = days ? `${this.calendar.shortMonths[date.getUTCMonth()]} ${year}` : String(year);
      this.keep({ x: INDENT, text, kind: "year", fine: from < this.calendar.detailed, end: false });
    }
    const last = this.calendar.date(until).getUTCFullYear();
    const start = this.calendar.monthStart(last, 1);
    if (until === this.calendar.last && !years.some((mark) => mark.day === start && this.fits(mark))) {
      const fine = until < this.calendar.detailed;
      this.keep({ x: this.width, text: String(last), kind: "year", fine, end: true });
    }
  }

  /** @param {{ x: number, text: string, kind: string }} name */
  fits({ x, text, kind }) {
    return x + INDENT + this.measure(text, kind) <= this.width;
  }

  /** @param {Mark} mark */
  put(mark) {
    if (!this.fits(mark)) return;
    this.keep({ x: mark.x + INDENT, text: mark.text, kind: mark.kind, fine: mark.fine, end: false });
  }

  /** @param {Name} name */
  keep(name) {
    const length = this.measure(name.text, name.kind);
    const [left, right] = name.end ? [name.x - length, name.x] : [name.x, name.x + length];
    if (this.space.put(stretch(left, right))) this.names.push(name);
  }
}
