/**
 * The part of the time that the strip shows, and where a day stands in it.
 *
 * Every day of the detailed years weighs the same, every day after them less. A span is a
 * stretch of that weight: it is linear within the detailed years and within the years after
 * them, and where it reaches over their border a short break is put between the two.
 */

/** No span is shorter than this many days. */
export const SHORTEST = 14;
const NOTHING = 1e-9;

export class Span {
  /**
   * @param {{detailed: number, last: number, detailedShare: number, breakShare: number}} range last
   *   detailed day and last day of all; shares of the whole strip that the detailed years take,
   *   and the break after them
   * @param {number} [from] first day shown; may lie between two days
   * @param {number} [until] last day shown
   */
  constructor(range, from = 0, until = range.last) {
    this.range = range;
    /** Weight of all days. */
    this.all = 1 - range.breakShare;
    this.low = this.weigh(from);
    // The last day is the end of all, also where it is the first day too.
    this.high = until < range.last ? this.weigh(until) : this.all;
  }

  /** A span of this weight, moved and cut so that it lies inside the atlas.
   * @param {number} low
   * @param {number} high */
  of(low, high) {
    const length = Math.min(high - low, this.all);
    const start = Math.max(0, Math.min(low, this.all - length));
    const span = new Span(this.range);
    [span.low, span.high] = [start, start + length];
    return span;
  }

  /** @param {number} day */
  weigh(day) {
    const { detailed, last, detailedShare } = this.range;
    if (day <= 0) return 0;
    if (day <= detailed) return (day / detailed) * detailedShare;
    return detailedShare + ((day - detailed) / (last - detailed)) * (this.all - detailedShare);
  }

  /** @param {number} weight */
  unweigh(weight) {
    const { detailed, last, detailedShare } = this.range;
    if (weight <= 0) return 0;
    if (weight <= detailedShare) return (weight / detailedShare) * detailed;
    return detailed + ((weight - detailedShare) / (this.all - detailedShare)) * (last - detailed);
  }

  /** Weight of a day beside `day`.
   * @param {number} day */
  rate(day) {
    const { detailed, last, detailedShare } = this.range;
    if (day < detailed || detailed === last) return detailedShare / Math.max(1, detailed);
    return (this.all - detailedShare) / (last - detailed);
  }

  get length() {
    return this.high - this.low;
  }

  get whole() {
    return this.length > this.all - NOTHING;
  }

  /** Whether it reaches over the border of the detailed years. */
  get broken() {
    const { detailedShare } = this.range;
    return this.low < detailedShare - NOTHING && this.high > detailedShare + NOTHING;
  }

  /** Share of the strip that days take; the break takes the rest. */
  get room() {
    return this.broken ? 1 - this.range.breakShare : 1;
  }

  /** Place of a day, 0 to 1 inside the span.
   * @param {number} day */
  position(day) {
    const along = ((this.weigh(day) - this.low) / this.length) * this.room;
    return this.broken && day > this.range.detailed ? along + this.range.breakShare : along;
  }

  /** The time at a place, in days and parts of a day; inside the break it is the day before it.
   * @param {number} position */
  timeAt(position) {
    const p = Math.max(0, Math.min(1, position));
    /** @param {number} place */
    const along = (place) => this.unweigh(this.low + (place / this.room) * this.length);
    if (!this.broken) return along(p);
    const [start, end] = /** @type {[number, number]} */ (this.breakAt);
    if (p <= start) return along(p);
    return p < end ? this.range.detailed : along(p - this.range.breakShare);
  }

  /** The whole day at a place, always a day that is shown.
   * @param {number} position */
  dayAt(position) {
    const [from, until] = this.days;
    return Math.max(from, Math.min(until, Math.round(this.timeAt(position))));
  }

  /** First and last whole day.
   * @returns {[number, number]} */
  get days() {
    const from = Math.max(0, Math.round(this.unweigh(this.low)));
    return [from, Math.min(this.range.last, Math.round(this.unweigh(this.high)))];
  }

  /** Where the break begins and ends, 0 to 1; null when it is not seen.
   * @returns {[number, number] | null} */
  get breakAt() {
    if (!this.broken) return null;
    const start = this.position(this.range.detailed);
    return [start, start + this.range.breakShare];
  }

  /** Share of the strip that a day takes beside `day`.
   * @param {number} day */
  step(day) {
    return (this.rate(day) / this.length) * this.room;
  }

  /** @param {number} day */
  holds(day) {
    const [from, until] = this.days;
    return from <= day && day <= until;
  }

  /** Longer or shorter by a factor; the time at `position` stays where it is.
   * @param {number} factor
   * @param {number} position */
  zoom(factor, position) {
    const time = this.timeAt(position);
    const weight = this.weigh(time);
    const length = this.fair(this.length * factor, time);
    const low = weight - ((weight - this.low) / this.length) * length;
    return this.of(low, low + length);
  }

  /** Moved by a share of its own length.
   * @param {number} share */
  pan(share) {
    return this.of(this.low + share * this.length, this.high + share * this.length);
  }

  /** Moved so that two times come to stand at two places, as under two fingers.
   * @param {[number, number]} pair
   * @param {[number, number]} part1 */
  pinch([first, second], [p, q]) {
    const [a, b] = [this.weigh(first), this.weigh(second)];
    if (Math.abs(q - p) < 0.01 || (b - a) * (q - p) <= 0) return this;
    const length = this.fair((b - a) / (q - p), (first + second) / 2);
    const low = (a + b - (p + q) * length) / 2;
    return this.of(low, low + length);
  }

  /**
   * @param {number} length
   * @param {number} day
   */
  fair(length, day) {
    return Math.min(this.all, Math.max(SHORTEST * this.rate(day), length));
  }

  /** The same length, moved as little as a page: `day` is then near the end it came from.
   * @param {number} day */
  turnTo(day) {
    if (this.holds(day)) return this;
    const share = this.weigh(day) < this.low ? 0.85 : 0.15;
    const low = this.weigh(day) - share * this.length;
    return this.of(low, low + this.length);
  }
}
