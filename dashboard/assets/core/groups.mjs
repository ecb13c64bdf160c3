/** Lists by key. */

/** Add to the list of a key. Copying the list for each member would take the square of their number.
 * @template K, V
 * @param {Map<K, V[]>} groups
 * @param {K} key
 * @param {V} member */
export function addTo(groups, key, member) {
  const list = groups.get(key);
  if (list) list.push(member);
  else groups.set(key, [member]);
}
