/** Play and pause: days flow at the chosen speed and slow down at headline events. */

const DAYS_PER_SECOND = { week: 7, month: 30.4, quarter: 91 };
const HEADLINE_DWELL_MS = 1400;
const CHANGE_DWELL_MS = 1200;

export class Player {
  /**
   * @param {import("./model.mjs").Model} model
   * @param {{day: () => number, go: (day: number) => void, state: (playing: boolean) => void}} act
   */
  constructor(model, act, lastDay) {
    Object.assign(this, { model, act, lastDay });
    this.speed = matchMedia("(prefers-reduced-motion: reduce)").matches ? "event" : "month";
    this.playing = false;
    this.stops = model.payload.events
      .filter((event) => event.tier === 1 && event.category === "sovietization")
      .map((event) => event.day)
      .concat(model.payload.milestones.map(({ event }) => model.events.get(event).day))
      .concat(model.payload.treaties.map((treaty) => treaty.signed))
      .sort((a, b) => a - b);
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  play() {
    if (this.act.day() >= this.lastDay) this.act.go(0);
    this.playing = true;
    this.place = this.act.day();
    this.then = performance.now();
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

  step(now) {
    if (!this.playing) return;
    const elapsed = Math.min(now - this.then, 100);
    this.then = now;
    if (this.hold > 0) this.hold -= elapsed;
    else this.advance(elapsed);
    if (this.playing) this.frame = requestAnimationFrame((next) => this.step(next));
  }

  advance(elapsed) {
    const from = Math.floor(this.place);
    const to = this.speed === "event" ? this.nextStop(from) : this.flow(elapsed, from);
    if (to > from) this.act.go(Math.min(to, this.lastDay));
    if (to >= this.lastDay) this.pause();
  }

  nextStop(from) {
    const next = this.model.nextChange(from) ?? this.lastDay;
    this.place = next;
    this.hold = CHANGE_DWELL_MS;
    return next;
  }

  flow(elapsed, from) {
    this.place += (DAYS_PER_SECOND[this.speed] * elapsed) / 1000;
    const stop = this.stops.find((day) => day > from && day <= this.place);
    if (stop !== undefined) {
      this.place = stop;
      this.hold = HEADLINE_DWELL_MS;
    }
    return Math.floor(this.place);
  }
}
