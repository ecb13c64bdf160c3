/**
 * The service worker of a frozen site. `freeze` writes it as offline.js with four constants before it
 * (ui/frozen/offline.py): DIGEST of the list of files, how many DIGITS a digest has, the name LIST of that list,
 * the name SORRY of the page for what cannot be had.
 *
 * A browser keeps one version whole: every file is checked against the list before it is kept or answered, and
 * another version waits until no page of the first is open, or until a page asks for it. An empty DIGEST takes
 * back what an earlier worker of this folder kept.
 */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const SCOPE = worker.registration.scope;
/** Caches belong to the whole host: this one is for the folder of the worker. */
const OWN = `atlas ${SCOPE} `;
const CACHE = OWN + DIGEST;
const AT_ONCE = 4;
/** Of the transfer, not of the content. */
const OF_TRANSFER = ["Content-Encoding", "Content-Length", "Vary"];

/** The server has another version of a file than this worker. */
class Changed extends Error {}

/** @param {string} name of a file of the site */
const addressOf = (name) => SCOPE + name.split("/").map(encodeURIComponent).join("/");

/** @param {string} address
 * @returns {string} name of the file that answers for it; what it asks for after `?` is for the page */
function nameOf(address) {
  const path = new URL(address).pathname.slice(new URL(SCOPE).pathname.length);
  const name = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** @param {BufferSource} content */
async function digestOf(content) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...bytes]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .slice(0, DIGITS);
}

/**
 * Fetch a file, check that it is of this version, and keep it.
 *
 * @param {Cache} cache
 * @param {string} name
 * @param {string} digest
 * @returns {Promise<Response>}
 */
async function taken(cache, name, digest) {
  const answer = await fetch(addressOf(name), { cache: "no-cache" });
  // What is gone was replaced; a server in trouble may have it later.
  if (answer.status === 404 || answer.status === 410) throw new Changed(name);
  if (!answer.ok) return answer;
  const content = await answer.arrayBuffer();
  if ((await digestOf(content)) !== digest) throw new Changed(name);
  const headers = new Headers(answer.headers);
  for (const one of OF_TRANSFER) headers.delete(one);
  const kept = new Response(content, { headers });
  await cache.put(addressOf(name), kept.clone());
  return kept;
}

/** Keep all that the pages need; a fault leaves the version of before in place, and the browser tries later. */
async function install() {
  const cache = await caches.open(CACHE);
  /** @type {{kept: Record<string, string>}} */
  const list = await (await needed(cache, LIST, DIGEST)).json();
  const waiting = Object.entries(list.kept);
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await needed(cache, ...next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** @param {Cache} cache
 * @param {string} name
 * @param {string} digest */
async function needed(cache, name, digest) {
  const answer = (await cache.match(addressOf(name))) ?? (await taken(cache, name, digest));
  if (!answer.ok) throw new Error(`${name}: the server answered ${answer.status}`);
  return answer;
}

/** Delete what other versions of this folder kept. */
async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OWN) && name !== CACHE).map((name) => caches.delete(name)));
}

async function withdraw() {
  await forgetOthers();
  await worker.registration.unregister();
}

/** @type {Promise<Record<string, string>>|undefined} */
let digests;

/** Every file of this version with its digest; none when the browser has thrown the cache away. */
function known() {
  digests ??= caches
    .open(CACHE)
    .then((cache) => cache.match(addressOf(LIST)))
    .then((kept) => kept?.json())
    .then((list) => ({ ...list?.kept, ...list?.asked }));
  return digests;
}

/** @param {Request} request
 * @returns {Promise<Response>} */
async function answer(request) {
  const name = nameOf(request.url);
  const files = await known();
  if (!Object.hasOwn(files, name)) return fetch(request);
  const cache = await caches.open(CACHE);
  const kept = await cache.match(addressOf(name));
  if (kept) return kept;
  try {
    return await taken(cache, name, files[name]);
  } catch (fault) {
    return refusal(request, cache, fault);
  }
}

/**
 * @param {Request} request
 * @param {Cache} cache
 * @param {unknown} fault
 */
async function refusal(request, cache, fault) {
  const changed = fault instanceof Changed;
  if (changed) worker.registration.update().catch(() => {});
  const sorry = request.mode === "navigate" && (await cache.match(addressOf(SORRY)));
  if (sorry) return new Response(sorry.body, { status: 503, headers: sorry.headers });
  // The page has the words for both: no network, and other data than it shows.
  return changed ? new Response(null, { status: 410, headers: { "Data-Version": "" } }) : Response.error();
}

/** @param {Request} request */
const isOurs = ({ method, url }) => method === "GET" && url.startsWith(SCOPE);

if (DIGEST) {
  worker.addEventListener("install", (event) => event.waitUntil(install()));
  worker.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
  worker.addEventListener("fetch", (event) => {
    if (isOurs(event.request)) event.respondWith(answer(event.request));
  });
  worker.addEventListener("message", ({ data }) => {
    if (data === "take over") worker.skipWaiting();
  });
} else {
  worker.addEventListener("install", () => worker.skipWaiting());
  worker.addEventListener("activate", (event) => event.waitUntil(withdraw()));
}
