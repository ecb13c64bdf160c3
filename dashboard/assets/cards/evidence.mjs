/** The file of names and evidence beside the scripts: loaded when it is first asked for. */

import { received } from "../core/borrowed.mjs";
import { kept, load } from "../page/load.mjs";

/** @import { Entry, Evidence } from "../core/contract.d.ts" */

/**
 * @typedef {Evidence & {byKind: Record<string, Map<string, Entry>>}} EvidenceFile
 *
 * @type {(language: string) => Promise<EvidenceFile>} rejected when it cannot be had; the next call tries
 *   again
 */
export const evidence = kept(async (/** @type {string} */ language) => {
  const file = /** @type {Evidence} */ (received(await load(new URL(`../evidence.${language}.json`, import.meta.url))));
  return { ...file, byKind: byKind(file.entries) };
});

/** @param {Entry[]} entries */
function byKind(entries) {
  /** @type {Record<string, Map<string, Entry>>} */
  const kinds = {};
  for (const entry of entries) (kinds[entry.kind] ??= new Map()).set(entry.id, entry);
  return kinds;
}
