/** The file of names and evidence beside the scripts: loaded when it is first asked for. */

import { kept, load } from "../page/load.mjs";

/**
 * @type {(language: string) => Promise<{entries: any[], byKind: Object<string, Map<string, any>>,
 *   letters: Object<string, string>, statements: Object<string, any[]>}>} rejected when it cannot be had;
 *   the next call tries again
 */
export const evidence = kept(async (language) => {
  const file = await load(new URL(`../evidence.${language}.json`, import.meta.url));
  return { ...file, byKind: byKind(file.entries) };
});

function byKind(entries) {
  const found = {};
  for (const entry of entries) (found[entry.kind] ??= new Map()).set(entry.id, entry);
  return found;
}
