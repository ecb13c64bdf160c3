/**
 * The timeline: share of each power, ticks of events, milestones, treaties, and
 * the native range input that moves through the days.
 */

import { h, s } from "./dom.mjs";

const LANES = [
  ["sovietization", ["sovietization"]],
  ["war", ["war"]],
  ["treaties", ["treaty", "diplomacy"]],
  ["politics", ["independence", "administration", "humanitarian"]],
];
/** Height of a line of treaty names: a target for a finger. */
const LINE = 24;
const FOLLOW_MS = 100;
const HEIGHT = { milestones: 20, shares: 34, scale: 18, lane: 12, treaties: 48 };

export class Ribbon {
  /**
   * @param {HTMLElement} host
   * @param {{onDay: (day: number, drag: boolean) => void, onEvent: (id: string) => void}} act
   */
  constructor(host, model, calendar, act) {
    Object.assign(this, { host, model, calendar, act });
    const { strings } = model.payload;
    this.followed = 0;
    this.svg = s("svg", { class: "ribbon", "aria-hidden": "true" });
    // A layer of its own: moving it costs no repaint of the ribbon.
    this.cursor = s("svg", { class: "cursor", width: 24, "aria-hidden": "true" });
    this.input = h("input", {
      id: "day-slider",
      type: "range",
      min: 0,
      max: calendar.last,
      step: 1,
      value: 0,
      "aria-label": strings.sliderName,
    });
    this.labels = h("div", { class: "marks" });
    host.replaceChildren(this.svg, this.cursor, this.input, this.labels);
    this.listen();
    new ResizeObserver(() => this.draw()).observe(host);
    this.draw();
  }

  listen() {
    const { input } = this;
    input.addEventListener("input", () => this.act.onDay(+input.value, false));
    // The scale has a break, a native thumb has not: the pointer is read here, the
    // input keeps its value, its keys and its voice.
    const follow = (event) => {
      const box = input.getBoundingClientRect();
      this.act.onDay(this.calendar.dayAt((event.clientX - box.left) / box.width), true);
    };
    input.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      input.setPointerCapture(event.pointerId);
      input.focus({ preventScroll: true });
      this.dragging = true;
      follow(event);
    });
    input.addEventListener("pointermove", (event) => this.dragging && follow(event));
    for (const end of ["pointerup", "pointercancel"]) {
      input.addEventListener(end, () => (this.dragging = false));
    }
    for (const native of ["mousedown", "touchstart"]) {
      input.addEventListener(native, (event) => event.preventDefault(), { passive: false });
    }
  }

  /** @param {number} day */
  show(day, spoken) {
    this.day = day;
    this.follow(day, spoken);
    const x = this.calendar.position(day) * this.width;
    this.cursor.style.transform = `translateX(${(x - 12).toFixed(2)}px)`;
  }

  /** The native input follows ten times a second: laying out its thumb costs as much as the map. */
  follow(day, spoken) {
    const now = performance.now();
    if (spoken === undefined && now - this.followed < FOLLOW_MS) return;
    this.followed = now;
    this.input.value = day;
    if (spoken !== undefined) this.input.setAttribute("aria-valuetext", spoken);
  }

  draw() {
    this.width = this.host.clientWidth;
    if (!this.width) return;
    const tops = this.tops();
    this.svg.setAttribute("viewBox", `0 0 ${this.width} ${tops.end}`);
    this.svg.setAttribute("height", tops.end);
    this.host.style.setProperty("--ribbon-height", `${tops.end}px`);
    this.input.style.height = `${tops.treaties}px`;
    this.svg.replaceChildren(
      this.shares(tops.shares),
      this.scale(tops),
      ...(this.narrow ? [] : [this.lanes(tops.lanes)]),
      this.breakMark(tops),
    );
    this.labels.replaceChildren();
    this.milestones(tops);
    if (!this.narrow) this.treaties(tops);
    this.cursor.replaceChildren(
      s("line", { x1: 12, x2: 12, y1: tops.shares - 4, y2: tops.treaties - 2 }),
      s("circle", { cx: 12, cy: tops.shares + HEIGHT.shares / 2, r: 8 }),
      s("circle", { cx: 12, cy: tops.shares + HEIGHT.shares / 2, r: 2.5, class: "dot" }),
    );
    this.cursor.setAttribute("height", tops.end);
    this.show(this.day ?? 0);
  }

  tops() {
    const shares = HEIGHT.milestones;
    const scale = shares + HEIGHT.shares;
    const lanes = scale + HEIGHT.scale;
    // A narrow timeline keeps to the wave and the milestones.
    if (this.narrow) return { shares, scale, lanes, treaties: lanes, end: lanes };
    const treaties = lanes + HEIGHT.lane * LANES.length + 2;
    return { shares, scale, lanes, treaties, end: treaties + HEIGHT.treaties };
  }

  get narrow() {
    return this.width < 640;
  }

  x(day) {
    return this.calendar.position(day) * this.width;
  }

  /** Share of the area each power holds, stacked in the order of the roles. */
  shares(top) {
    const { model, calendar } = this;
    const days = [0, ...model.changeDays, calendar.last];
    const roles = Object.keys(model.payload.roles);
    const steps = days.map((day) => ({ day, ...model.shares(day) }));
    const group = s("g", { transform: `translate(0 ${top})` });
    const below = steps.map(() => 0);
    for (const role of roles) {
      const upper = [];
      const lower = [];
      steps.forEach((step, n) => {
        const from = below[n];
        const to = from + (step.km2[role] ?? 0) / step.total;
        below[n] = to;
        const x0 = this.x(step.day).toFixed(1);
        const x1 = this.x(steps[Math.min(n + 1, steps.length - 1)].day).toFixed(1);
        const [high, low] = [to, from].map((v) => (HEIGHT.shares * (1 - v)).toFixed(1));
        upper.push(`${x0} ${high}L${x1} ${high}`);
        lower.unshift(`${x1} ${low}L${x0} ${low}`);
      });
      const d = `M${upper.join("L")}L${lower.join("L")}Z`;
      group.append(s("path", { d, fill: model.payload.roles[role].fill }));
    }
    return group;
  }

  scale(tops) {
    const group = s("g", { class: "scale" });
    const first = this.calendar.date(0).getUTCFullYear();
    const until = this.calendar.date(this.calendar.last).getUTCFullYear();
    const detailed = this.calendar.date(this.calendar.detailed).getUTCFullYear();
    const base = tops.scale + 13;
    for (let year = first; year <= until; year += 1) {
      const x = this.x(this.calendar.fromParts(year, 1, 1));
      const fine = year < detailed;
      const crowded = year % 4 || this.width < 700 || this.width - x < 60;
      if (!fine && crowded && year !== until) continue;
      const line = { x1: x, x2: x, y1: fine ? tops.shares : tops.scale, y2: tops.scale + 5 };
      group.append(s("line", { ...line, class: fine ? "year" : "tick" }));
      const end = year === until;
      const at = { x: end ? this.width : x + 4, y: base, "text-anchor": end ? "end" : "start" };
      group.append(s("text", { ...at, class: fine ? "year" : "tail" }, year));
      if (fine) this.months(group, year, tops, base);
    }
    return group;
  }

  months(group, year, tops, base) {
    if (this.width < 900) return;
    for (const month of [4, 7, 10]) {
      const x = this.x(this.calendar.fromParts(year, month, 1));
      group.append(s("line", { x1: x, x2: x, y1: tops.scale, y2: tops.scale + 4, class: "tick" }));
      const name = this.calendar.shortMonths[month - 1];
      group.append(s("text", { x: x + 3, y: base, class: "month" }, name));
    }
  }

  lanes(top) {
    const group = s("g", { class: "lanes" });
    LANES.forEach(([name, categories], n) => {
      const y = top + n * HEIGHT.lane + HEIGHT.lane / 2;
      group.append(s("line", { x1: 0, x2: this.width, y1: y, y2: y, class: "lane" }));
      for (const event of this.model.payload.events) {
        if (!categories.includes(event.category) || !this.calendar.inside(event.day)) continue;
        const x = this.x(event.day);
        const half = event.tier === 1 ? 3.5 : 2.5;
        const look = `tick tier${event.tier} ${name}`;
        group.append(s("line", { x1: x, x2: x, y1: y - half, y2: y + half, class: look }));
      }
      if (this.width > 900) {
        group.append(s("text", { x: -8, y: y + 3.5, "text-anchor": "end" },
          this.model.payload.strings[`lane.${name}`]));
      }
    });
    return group;
  }

  breakMark(tops) {
    const [from, to] = this.calendar.breakAt.map((p) => p * this.width);
    const zigzag = (x) => {
      let d = `M${x} ${tops.shares - 3}`;
      for (let y = tops.shares - 3, n = 0; y < tops.scale + 3; y += 5, n += 1) {
        d += `L${x + (n % 2 ? -1.5 : 1.5)} ${y + 5}`;
      }
      return d;
    };
    const box = { x: from, y: tops.shares - 4, width: to - from, height: HEIGHT.shares + 8 };
    return s("g", { class: "break" }, s("rect", box),
      s("path", { d: zigzag(from + 2) }), s("path", { d: zigzag(to - 2) }));
  }

  milestones(tops) {
    // Names that would touch go to a line above, over their own pin.
    const rows = [0, 1, 2].map(() => new Row(this.width));
    const { milestones } = this.model.payload;
    const place = ({ event }) => this.x(this.model.events.get(event).day);
    for (const one of milestones) rows[0].taken.push([place(one) - 2, place(one) + 2]);
    for (const { event, label } of milestones) {
      const x = place({ event });
      this.svg.append(
        s("g", { class: "milestone" },
          s("line", { x1: x, x2: x, y1: 10, y2: tops.scale }), s("circle", { cx: x, cy: 10, r: 4.5 })),
      );
      const mark = this.mark(event, label, "milestone");
      // Left of the pin if the one to the right would run into the next pin.
      const line = rows.findIndex((row, n) => {
        const spot = row.fit(x, mark.offsetWidth, n ? [0] : [1, -1], 8);
        if (spot) Object.assign(mark.style, { left: `${spot[0]}px` });
        return spot;
      });
      if (line < 0) mark.remove();
      else mark.style.top = `${line * -15}px`;
      if (line > 0) {
        this.svg.append(s("line", { x1: x, x2: x, y1: 18 - line * 15, y2: 10, class: "stem" }));
      }
    }
  }

  treaties(tops) {
    const rows = [new Row(this.width), new Row(this.width)];
    const inside = this.model.payload.treaties.filter((t) => this.calendar.inside(t.signed));
    const weight = (t) => this.model.events.get(t.event)?.tier ?? 2;
    const ranked = inside
      .filter((t) => weight(t) === 1)
      .sort((a, b) => b.outcomes.length - a.outcomes.length);
    for (const treaty of ranked) {
      const x = this.x(treaty.signed);
      const mark = this.mark(treaty.event, treaty.short, `treaty ${treaty.force}`);
      const width = mark.offsetWidth;
      let done = false;
      rows.forEach((row, n) => {
        const spot = done ? null : row.fit(x, width, [0], 0);
        if (!spot) return;
        done = true;
        Object.assign(mark.style, { left: `${spot[0]}px`, top: `${tops.treaties + n * LINE}px` });
        this.svg.append(
          s("line", { x1: x, x2: x, y1: tops.lanes, y2: tops.treaties + n * LINE + 2, class: "stem" }),
        );
      });
      if (!done) mark.remove();
    }
  }

  mark(event, label, look) {
    const title = this.model.events.get(event)?.title ?? label;
    const mark = h("button", { type: "button", class: look, title,
      onclick: () => this.act.onEvent(event) }, label);
    this.labels.append(mark);
    return mark;
  }
}

/** A row of labels of which no two touch. */
class Row {
  constructor(width) {
    this.width = width;
    this.taken = [];
  }

  /** Left edge for a label at `x`: to the right (1), left (-1) or about it (0); null if none fits. */
  fit(x, width, sides, gap) {
    for (const side of sides) {
      const wanted = side === 1 ? x + gap : side === -1 ? x - gap - width : x - width / 2;
      const left = Math.max(-20, Math.min(wanted, this.width - width + 6));
      const free = this.taken.every(([a, b]) => left + width + 4 < a || b + 4 < left);
      if (free) {
        this.taken.push([left, left + width]);
        return [left];
      }
    }
    return null;
  }
}
