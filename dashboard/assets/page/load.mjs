/** Files and answers of the server: the only place that fetches. No DOM in here. */

/** Without a byte for so long, a download has stalled; a slow download may take minutes. */
const STALLED_MS = 30_000;
const AGAIN_MS = 400;
const GONE = new Set([404, 410]);
/** Another version than the page answers by now. */
let outdated = false;

/**
 * What the server says that a file is, and how it is read.
 *
 * @typedef {"json"|"image"|"font"} Kind
 * @type {Record<Kind, [string, "json"|"blob"]>}
 */
const KINDS = { json: ["json", "json"], image: ["image/", "blob"], font: ["font/", "blob"] };
/** What a plain file server says of pictures and faces that it does not know. */
const UNKNOWN = "application/octet-stream";

/** Why something could not be had: no answer, or an unusable answer. */
export class Unloaded extends Error {
  /** @param {string} address
   * @param {Response|null} answer null when there was none, or only a part of it
   * @param {unknown} [cause] */
  constructor(address, answer, cause) {
    super(`${address} could not be loaded (${answer ? answer.status : "no answer"})`, { cause });
    this.answer = answer;
  }

  /** The server has another version by now: to ask again is of no use, to load the page anew is. */
  get gone() {
    return this.answer !== null && GONE.has(this.answer.status);
  }

  /** A second try may succeed: it was the network, or the server had trouble. */
  get passing() {
    return this.answer === null || this.answer.status >= 500;
  }
}

/** From now on nothing is asked: what would come is of another version than the page. */
export function outdate() {
  outdated = true;
}

/**
 * Ask once, as long as it may take.
 *
 * @param {string|URL} address
 * @param {RequestInit} [options]
 * @returns {Promise<Response>} a good answer
 * @throws {Unloaded} or the AbortError of whoever called it off
 */
export async function request(address, options = {}) {
  if (outdated)
    throw new Unloaded(String(address), new Response(null, { status: 410, headers: { "Data-Version": "" } }));
  let answer;
  try {
    answer = await fetch(address, options);
  } catch (fault) {
    if (options.signal?.aborted) throw fault;
    throw new Unloaded(String(address), null, fault);
  }
  if (!answer.ok) throw new Unloaded(String(address), answer);
  return answer;
}

/**
 * Ask as {@link request} does; a server that is busy is asked once more when it says to come again.
 *
 * @param {string} address
 * @param {AbortSignal} [signal]
 * @returns {Promise<Response>}
 * @throws {Unloaded} or the AbortError of whoever called it off
 */
export async function patiently(address, signal) {
  try {
    return await request(address, { signal });
  } catch (fault) {
    const seconds = fault instanceof Unloaded && Number(fault.answer?.headers.get("Retry-After"));
    if (!seconds) throw fault;
    await pause(seconds * 1000, signal);
    return request(address, { signal });
  }
}

/** @param {number} ms
 * @param {AbortSignal} [signal] ends the pause with its reason
 * @returns {Promise<void>} */
function pause(ms, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/**
 * Load a file of the atlas; tried a second time when the network failed.
 *
 * @param {string|URL} address
 * @param {Kind} [kind] all but JSON come as a blob
 * @returns {Promise<unknown>}
 * @throws {Unloaded}
 */
export async function load(address, kind = "json") {
  try {
    return await once(address, kind);
  } catch (fault) {
    if (!(fault instanceof Unloaded && fault.passing)) throw fault;
  }
  await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  return once(address, kind);
}

/**
 * @param {string | URL} address
 * @param {Kind} kind
 */
async function once(address, kind) {
  const [type, form] = KINDS[kind];
  const stalled = new AbortController();
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stalled.abort(), STALLED_MS);
  };
  alive();
  try {
    const answer = await request(address, { signal: stalled.signal });
    const said = answer.headers.get("Content-Type") ?? "";
    const fits = said.includes(type) || (form === "blob" && said.startsWith(UNKNOWN));
    if (!fits) throw new Unloaded(String(address), answer);
    const counted = new TransformStream({
      transform(chunk, out) {
        alive();
        out.enqueue(chunk);
      },
    });
    return await new Response(answer.body?.pipeThrough(counted), { headers: answer.headers })[form]();
  } catch (fault) {
    throw fault instanceof Unloaded ? fault : new Unloaded(String(address), null, fault);
  } finally {
    clearTimeout(timer);
  }
}

/** What is made once for each key and kept, unless it failed: then the next call makes it anew.
 *
 * @template K, T
 * @param {(key: K) => Promise<T>} make
 * @returns {(key: K) => Promise<T>}
 */
export function kept(make) {
  /** @type {Map<K, Promise<T>>} */
  const made = new Map();
  return (key) => {
    const before = made.get(key);
    if (before) return before;
    const now = make(key).catch((fault) => {
      made.delete(key);
      throw fault;
    });
    made.set(key, now);
    return now;
  };
}
