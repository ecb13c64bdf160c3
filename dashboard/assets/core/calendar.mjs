/**
 * Days as whole numbers from the first day of the atlas: labels, typing, and the
 * piecewise scale of the timeline (span.mjs).
 */

import { Span } from "./span.mjs";
import { typedDay } from "./typedDay.mjs";

/** @import { Payload } from "./contract.d.ts" */

const DAY_MS = 86_400_000;

export class Calendar {
  /** @param {Pick<Payload, "range" | "dayPattern" | "shortDayPattern" | "months" | "shortMonths" | "weekdays" | "language" | "dayWords">} payload */
  constructor(payload) {
    this.origin = Date.parse(`${payload.range.first}T00:00:00Z`);
    this.first = 0;
    this.last = payload.range.last;
    this.detailed = payload.range.detailed;
    this.detailedShare = payload.range.detailedShare;
    this.breakShare = payload.range.breakShare;
    this.dayPattern = payload.dayPattern;
    this.shortDayPattern = payload.shortDayPattern;
    this.months = payload.months;
    this.shortMonths = payload.shortMonths;
    this.weekdays = payload.weekdays;
    this.language = payload.language;
    this.dayWords = payload.dayWords;
    this.whole = new Span(this);
  }

  /** @param {number} day */
  date(day) {
    return new Date(this.origin + day * DAY_MS);
  }

  /** `2001-02-03`
   * @param {number} day */
  iso(day) {
    return this.date(day).toISOString().slice(0, 10);
  }

  /** Number of a day written as `YYYY-MM-DD`, or null when there is no such day.
   * @param {string | null | undefined} text */
  fromIso(text) {
    const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? "");
    return match && this.fromParts(+match[1], +match[2], +match[3]);
  }

  /**
   * @param {number} year
   * @param {number} month
   * @param {number} day
   */
  fromParts(year, month, day) {
    const ms = Date.UTC(year, month - 1, day);
    const date = new Date(ms);
    const parts = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    const real = parts[0] === year && parts[1] === month && parts[2] === day;
    return real ? Math.round((ms - this.origin) / DAY_MS) : null;
  }

  /** The first day of a month.
   * @param {number} year
   * @param {number} month from 1; 13 is the first of the next year */
  monthStart(year, month) {
    return Math.round((Date.UTC(year, month - 1, 1) - this.origin) / DAY_MS);
  }

  /** The years of the atlas with the first day of each that it has.
   * @returns {{year: number, day: number}[]} */
  years() {
    const [first, last] = [this.first, this.last].map((day) => this.date(day).getUTCFullYear());
    return Array.from({ length: last - first + 1 }, (_, n) => first + n).map((year) => ({
      year,
      day: Math.max(this.first, this.monthStart(year, 1)),
    }));
  }

  /** The number of a day as people type it, or null.
   * @param {string} text */
  parse(text) {
    const parts = typedDay(text, this.dayWords, this.language);
    return parts && this.fromParts(parts.year, parts.month, parts.day);
  }

  /**
   * @param {number | null} day
   * @returns {day is number}
   */
  inside(day) {
    return day !== null && Number.isInteger(day) && day >= this.first && day <= this.last;
  }

  /** @param {number} day */
  clamp(day) {
    return Math.max(this.first, Math.min(this.last, Math.round(day)));
  }

  /** `3 February 2001`, as the language writes a day
   * @param {number} day */
  label(day) {
    return this.written(day, this.dayPattern, this.months);
  }

  /** `28 Apr 1789`
   * @param {number} day */
  short(day) {
    return this.written(day, this.shortDayPattern, this.shortMonths);
  }

  /** @param {number} day
   * @param {string} pattern
   * @param {readonly string[]} months */
  written(day, pattern, months) {
    const date = this.date(day);
    const month = date.getUTCMonth();
    return pattern
      .replace("{day}", String(date.getUTCDate()))
      .replace("{month}", months[month])
      .replace("{number}", String(month + 1))
      .replace("{year}", String(date.getUTCFullYear()));
  }

  /** @param {number} day */
  weekday(day) {
    return this.weekdays[(this.date(day).getUTCDay() + 6) % 7];
  }

  /** The same day `count` months on, kept inside its month and the atlas.
   * @param {number} day
   * @param {number} count */
  addMonths(day, count) {
    const date = this.date(day);
    const month = date.getUTCMonth() + count;
    const lastOfMonth = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
    const ms = Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), lastOfMonth));
    return this.clamp((ms - this.origin) / DAY_MS);
  }

  /** Place of a day on the whole timeline, 0 to 1: detailed years, a break, the tail.
   * @param {number} day */
  position(day) {
    return this.whole.position(day);
  }

  /** The day at a place of the whole timeline; inside the break it is the day before it.
   * @param {number} position */
  dayAt(position) {
    return this.whole.dayAt(position);
  }

  /** Where the break of the whole timeline begins and ends, 0 to 1. */
  get breakAt() {
    return this.whole.breakAt;
  }
}
