/**
 * Play and pause: days flow at the chosen speed and slow down at headline events, or pass
 * change by change; inside a loop they begin again.
 */

/** A headline is held as long as the way to the next headline takes, within these bounds. */
const DWELL_MS = { least: 150, most: 1400, milestone: 600 };
const CHANGE_DWELL_MS = 1200;
const LOOP_DWELL_MS = 700;

export class Player {
  /**
   * @param {import("../core/model.mjs").Model} model
   * @param {{day: () => number, go: (day: number) => void, state: (playing: boolean) => void,
   *   shown: () => number[]}} act `shown`: first and last day of the part of the time that is seen
   * @param {number} lastDay
   */
  constructor(model, act, lastDay) {
    this.model = model;
    /** The speeds that flow, in days a second. */
    this.speeds = model.payload.speeds;
    this.act = act;
    this.lastDay = lastDay;
    this.speed = matchMedia("(prefers-reduced-motion: reduce)").matches ? "event" : model.payload.speed;
    this.playing = false;
    /** Where the days flow, between two of them; when the last step was, and how long this headline is held. */
    this.place = 0;
    this.before = 0;
    this.hold = 0;
    this.frame = 0;
    /** @type {[number, number]|null} first and last day of the loop */
    this.loop = null;
    const { events, milestones, treaties, categories } = model.payload;
    this.milestones = new Set(milestones.map(({ event }) => model.events.get(event)?.day ?? 0));
    // Where no category leads, playing stops at every headline.
    const all = !Object.values(categories).some(({ lead }) => lead);
    const headlines = events
      .filter((event) => event.tier === 1 && (all || categories[event.category].lead))
      .map((event) => event.day);
    const signed = treaties.map((treaty) => treaty.signed);
    this.stops = [...new Set([...headlines, ...this.milestones, ...signed])].sort((a, b) => a - b);
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  play() {
    const [first, last] = this.loop ?? [0, this.lastDay];
    const day = this.act.day();
    const [from, until] = this.loop ?? this.act.shown();
    if (day >= last || day < first) this.act.go(first);
    // Who chose a year wants to see that year.
    if (day < from || day > until) this.act.go(from);
    this.playing = true;
    this.place = this.act.day();
    this.before = performance.now();
    this.hold = 0;
    this.act.state(true);
    this.frame = requestAnimationFrame((now) => this.step(now));
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    cancelAnimationFrame(this.frame);
    this.act.state(false);
  }

  /** @param {number} now */
  step(now) {
    if (!this.playing) return;
    const elapsed = Math.min(now - this.before, 100);
    this.before = now;
    if (this.hold > 0) this.hold -= elapsed;
    else this.advance(elapsed);
    if (this.playing) this.frame = requestAnimationFrame((next) => this.step(next));
  }

  /** @param {number} elapsed */
  advance(elapsed) {
    const from = Math.floor(this.place);
    const [first, last] = this.loop ?? [0, this.lastDay];
    // The ends of a loop may be moved while it plays.
    if (this.loop && (from >= last || from < first)) return this.begin(first);
    const to = Math.min(this.speed === "event" ? this.nextStop(from) : this.flow(elapsed, from), last);
    if (to > from) this.act.go(to);
    if (to < last) return undefined;
    if (this.loop) this.hold = LOOP_DWELL_MS;
    else this.pause();
    return undefined;
  }

  /** The loop again; its first day is held like a change.
   * @param {number} first */
  begin(first) {
    this.place = first;
    this.hold = LOOP_DWELL_MS;
    this.act.go(first);
  }

  /** @param {number} from */
  nextStop(from) {
    const next = this.model.nextChange(from) ?? this.lastDay;
    this.place = next;
    this.hold = CHANGE_DWELL_MS;
    return next;
  }

  /**
   * @param {number} elapsed
   * @param {number} from
   */
  flow(elapsed, from) {
    this.place += (this.speeds[this.speed] * elapsed) / 1000;
    const at = this.stops.findIndex((day) => day > from && day <= this.place);
    if (at >= 0) {
      this.place = this.stops[at];
      this.hold = this.dwell(at);
    }
    return Math.floor(this.place);
  }

  /** Milliseconds to stand at stop number `at`: where headlines crowd, fast remains fast.
   * @param {number} at */
  dwell(at) {
    const day = this.stops[at];
    const next = this.stops[at + 1] ?? this.lastDay;
    const way = (1000 * (next - day)) / this.speeds[this.speed];
    const least = this.milestones.has(day) ? DWELL_MS.milestone : DWELL_MS.least;
    return Math.max(least, Math.min(DWELL_MS.most, way));
  }
}
