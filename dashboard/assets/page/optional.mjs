/**
 * What a browser may refuse: all cookies blocked, or a sandboxed frame. Reading the property
 * alone may throw; the page works without any of it.
 */

/** What this browser was asked to keep under a name; null when it keeps nothing.
 * @param {string} name
 * @returns {string|null} */
export function recall(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Keep a text for the next visit; a browser that refuses keeps it until the page is closed.
 * @param {string} name
 * @param {string} text */
export function remember(name, text) {
  try {
    localStorage.setItem(name, text);
  } catch {
    // The caller has it as long as the page is open.
  }
}

/**
 * Join the windows of this browser that know a name.
 *
 * @param {string} name
 * @param {(message: unknown) => void} hear what another window has sent
 * @returns {{send: (message: object) => void, close: () => void}} they do nothing where there is no such thing
 */
export function channel(name, hear) {
  try {
    const open = new BroadcastChannel(name);
    open.addEventListener("message", ({ data }) => hear(data));
    return { send: (message) => open.postMessage(message), close: () => open.close() };
  } catch {
    return { send: () => {}, close: () => {} };
  }
}
