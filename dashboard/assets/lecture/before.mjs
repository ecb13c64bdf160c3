/** The place that a reader leaves for a lecture or a quiz, and the way back to it. */

/** @import { Atlas } from "../atlas.mjs" */
/** @import { View } from "../core/view.d.ts" */

/** What a lecture or a quiz changes of the view. */
const CHANGED = /** @type {const} */ (["day", "view", "territory", "treaty", "layers", "extent"]);

/** @param {View} view
 * @returns {Partial<View>} */
export const viewBefore = (view) => Object.fromEntries(CHANGED.map((name) => [name, view[name]]));

/** @param {Atlas} atlas
 * @param {Partial<View>} before as {@link viewBefore} has it */
export function returnTo({ store, viewport }, before) {
  store.become({ ...before, story: null, stop: 1 });
  if (!before.extent && !before.treaty) viewport.showAll();
}
