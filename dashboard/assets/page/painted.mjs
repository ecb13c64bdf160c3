/** What waits until the reader sees the page: a script that takes long keeps no first picture back. */

/** A page that is not painted, as in a frame below the window, is not waited for longer. */
const UNSEEN_MS = 2000;

/** @returns {Promise<void>} when the browser has painted what stands in the page */
function painted() {
  return new Promise((resolve) => {
    // What comes after a frame's own callbacks comes after its paint.
    requestAnimationFrame(() => setTimeout(resolve, 0));
    setTimeout(resolve, document.hidden ? 0 : UNSEEN_MS);
  });
}

/**
 * Run a script that the page fetches ahead (`<link rel="preload" as="script">`), once the page is seen.
 *
 * @param {string} id of the link; a page without it has the script already
 * @returns {Promise<void>} rejected when the script does not come
 */
export async function runPreloaded(id) {
  const link = document.getElementById(id);
  if (!(link instanceof HTMLLinkElement)) return;
  await painted();
  const script = document.createElement("script");
  script.src = link.href;
  await new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(`${script.src} could not be loaded`)));
    document.head.append(script);
  });
}
