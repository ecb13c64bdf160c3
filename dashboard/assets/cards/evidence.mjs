/** The file of names and evidence beside the scripts: loaded when it is first asked for. */

let asked = null;

/**
 * @param {string} language
 * @returns {Promise<{entries: any[], byKind: Object<string, Map<string, any>>, letters: Object<string, string>,
 *   statements: Object<string, any[]>}>} rejected when it cannot be had; the next call tries again
 */
export function evidence(language) {
  asked ??= fetch(new URL(`../evidence.${language}.json`, import.meta.url))
    .then((answer) => answer.json())
    .then((file) => ({ ...file, byKind: byKind(file.entries) }))
    .catch((fault) => {
      asked = null;
      throw fault;
    });
  return asked;
}

function byKind(entries) {
  const found = {};
  for (const entry of entries) (found[entry.kind] ??= new Map()).set(entry.id, entry);
  return found;
}
