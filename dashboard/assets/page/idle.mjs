/** Work that waits until the page has nothing else to do. */

// Safari has no idle callbacks; a short pause lets the frame go first.
/** @type {(job: (deadline: {timeRemaining: () => number}) => void) => number} */
const ask = globalThis.requestIdleCallback ?? ((job) => setTimeout(() => job({ timeRemaining: () => 4 }), 30));
/** @type {(asked: number) => void} */
const forget = globalThis.cancelIdleCallback ?? clearTimeout;
const ENOUGH_MS = 3;

export class Idle {
  constructor() {
    /** @type {Array<() => void>} */
    this.jobs = [];
    /** What was asked of the browser. @type {number|null} */
    this.asked = null;
  }

  /** Do these jobs in their order; those of an earlier call that still wait are dropped.
   * @param {Array<() => void>} jobs each short, as they are not interrupted */
  run(jobs) {
    this.jobs = jobs;
    this.next();
  }

  next() {
    if (this.asked !== null || !this.jobs.length) return;
    this.asked = ask((deadline) => {
      this.asked = null;
      do this.jobs.shift()?.();
      while (this.jobs.length && deadline.timeRemaining() > ENOUGH_MS);
      this.next();
    });
  }

  stop() {
    if (this.asked !== null) forget(this.asked);
    this.asked = null;
    this.jobs = [];
  }
}
