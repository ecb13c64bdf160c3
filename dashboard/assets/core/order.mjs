/** Who comes first where several parts want the same: Escape, or a key. No DOM in here. */

/**
 * What Escape closes, the first that is open: its names in a declared order.
 *
 * @param {string[]} order every name, the first first
 * @param {Record<string, () => boolean>[]} owners what each part can close, by name
 * @returns {() => boolean} closes one part; whether there was anything
 * @throws {Error} when a name is not in the order, has two owners, or none
 */
export function escapeOrder(order, owners) {
  const all = owners.flatMap((owner) => Object.entries(owner));
  const byName = new Map(all);
  const twice = all.map(([name]) => name).filter((name, n, names) => names.indexOf(name) !== n);
  const undeclared = [...byName.keys()].filter((name) => !order.includes(name));
  const gone = order.filter((name) => !byName.has(name));
  const wrong = [
    ["not in the order", undeclared],
    ["two owners", twice],
    ["no owner", gone],
  ]
    .filter(([, names]) => names.length)
    .map(([fault, names]) => `${fault}: ${names}`);
  if (wrong.length) throw new Error(`the order of Escape (parts.mjs): ${wrong.join("; ")}`);
  return () => order.some((name) => byName.get(name)?.());
}

/**
 * An act for each key. A key that several want is declared with its owners in their order: an owner that
 * returns false leaves it to the next.
 *
 * @param {Record<string, string[]>} shared owners by key, the first first
 * @param {Record<string, Record<string, () => unknown>>} owners acts by key, by the owner's name
 * @returns {Record<string, () => void>}
 * @throws {Error} when two owners want a key and the declaration does not say who comes first
 */
export function keyOrder(shared, owners) {
  /** @type {Record<string, string[]>} */
  const wanted = {};
  for (const [owner, acts] of Object.entries(owners)) {
    for (const key of Object.keys(acts)) (wanted[key] ??= []).push(owner);
  }
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(shared)])) {
    const [names, declared] = [wanted[key] ?? [], shared[key]];
    const fair = declared ? String([...names].sort()) === String([...declared].sort()) : names.length === 1;
    if (!fair) throw new Error(`key ${key} (parts.mjs): wanted by ${names}, declared for ${declared ?? "one owner"}`);
  }
  return Object.fromEntries(
    Object.entries(wanted).map(([key, names]) => {
      const acts = (shared[key] ?? names).map((name) => owners[name][key]);
      return [key, () => void acts.some((act) => act() !== false)];
    }),
  );
}
