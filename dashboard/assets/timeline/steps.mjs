/** The keys that step through the days, and what each does. */

/** @import { Calendar } from "../core/calendar.mjs" */
/** @import { Model } from "../core/model.mjs" */
/** @import { Store } from "../core/store.mjs" */

/**
 * @param {Store} store
 * @param {Model} model
 * @param {Calendar} calendar
 * @returns {Record<"ArrowRight"|"ArrowLeft"|"Shift+ArrowRight"|"Shift+ArrowLeft"|"PageUp"|"PageDown"|"Home"|"End",
 *   () => void>} by key, as in ui/page/shortcuts.py
 */
export function steps(store, model, calendar) {
  const day = () => store.view.day;
  /** @param {number} days */
  const by = (days) => () => store.jump(calendar.clamp(day() + days));
  /** @param {number} count */
  const months = (count) => () => store.jump(calendar.addMonths(day(), count));
  return {
    ArrowRight: () => store.jump(model.nextChange(day()) ?? calendar.last),
    ArrowLeft: () => store.jump(model.previousChange(day()) ?? calendar.first),
    "Shift+ArrowRight": by(1),
    "Shift+ArrowLeft": by(-1),
    PageUp: months(1),
    PageDown: months(-1),
    Home: () => store.jump(calendar.first),
    End: () => store.jump(calendar.last),
  };
}
