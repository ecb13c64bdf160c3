/** Files and texts that leave the page, and what to say when they cannot. */

import { format, h } from "./dom.mjs";
import { Unloaded, patiently, request } from "./load.mjs";

/** @typedef {{version: string, strings: Record<string, string>}} Page the data version shown, and the texts */

/** What stands in the way of a file, in words for the reader. */
export class Trouble extends Error {}

/**
 * Ask the server for a file of the data that the page shows.
 *
 * @param {string} address
 * @param {Page} page
 * @param {AbortSignal} [signal]
 * @param {string} [method] of HTTP
 * @returns {Promise<Response>}
 * @throws {Trouble} with what to tell the reader; an AbortError when it was called off
 */
export async function ask(address, page, signal, method = "GET") {
  try {
    const answer = await (method === "GET" ? patiently(address, signal) : request(address, { signal, method }));
    if (isOfOtherData(answer, page)) throw new Trouble(changed(page.strings));
    return answer;
  } catch (fault) {
    throw fault instanceof Unloaded ? new Trouble(await reason(fault, page), { cause: fault }) : fault;
  }
}

/** Whether the server has other data by now than the page was loaded with.
 * @param {Response} answer
 * @param {Page} page */
function isOfOtherData(answer, { version }) {
  return (answer.headers.get("Data-Version") ?? version) !== version;
}

/** @param {Record<string, string>} t */
const changed = (t) => `${t["load.gone"]} ${t["load.reload"]}.`;

/** Why the server did not give a file, in words.
 * @param {Unloaded} fault
 * @param {Page} page */
async function reason({ answer }, page) {
  const t = page.strings;
  if (!answer) return t["save.unreachable"];
  if (isOfOtherData(answer, page)) return changed(t);
  if (answer.status === 503) return format(t["save.busy"], { seconds: answer.headers.get("Retry-After") ?? 10 });
  const said = await answer.json().catch(() => ({}));
  return format(t["save.refused"], { reason: said.error ?? answer.status });
}

/** Whether the reader called off what was asked for.
 * @param {unknown} fault */
export const isAborted = (fault) => fault instanceof DOMException && fault.name === "AbortError";

/** The name that the server gave a file.
 * @param {string|null} disposition
 * @param {string} otherwise */
export function nameOf(disposition, otherwise) {
  return /filename="([^"/\\]+)"/.exec(disposition ?? "")?.[1] ?? otherwise;
}

/** Let the browser save a file.
 * @param {Blob} blob
 * @param {string} name */
export function save(blob, name) {
  const href = URL.createObjectURL(blob);
  const link = h("a", { href, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser may still be reading it.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** @param {string} text
 * @returns {Promise<boolean>} whether it is on the clipboard */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByHand(text);
  }
}

/** Without a secure address there is no clipboard to write to, but there is the old way.
 * @param {string} text */
function copyByHand(text) {
  const area = h("textarea", { readonly: true, class: "spoken" });
  area.value = text;
  // Inside the dialog: what lies outside cannot take the focus.
  const focused = document.activeElement;
  (document.querySelector("dialog[open]") ?? document.body).append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}
