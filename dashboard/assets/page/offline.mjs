/** A frozen site that the browser keeps: its service worker (ui/frozen/worker.js), and what is newer than it. */

import { outdate } from "./load.mjs";

/**
 * Have the browser keep the site, and hear of a newer version while the page is open.
 *
 * The version that is shown stays until the reader takes the newer: `offer` gets the act for that. A browser that
 * refuses to keep anything, as in a sandboxed frame or without HTTPS, is left alone.
 *
 * @param {string} address of the worker
 * @param {(take: () => void) => void} offer called when there is one
 */
export async function keepOffline(address, offer) {
  try {
    const workers = navigator.serviceWorker;
    follow(workers, await workers.register(address), offer);
  } catch {
    // It works as long as there is a network.
  }
}

/**
 * @param {ServiceWorkerContainer} workers
 * @param {ServiceWorkerRegistration} registration
 * @param {(take: () => void) => void} offer
 */
function follow(workers, registration, offer) {
  const { controller } = workers;
  // Loaded past the worker, as with Shift and Reload, the page may be newer than what the browser keeps.
  if (!controller && registration.active) return;
  let taken = false;
  const take = () => {
    taken = true;
    if (controller && registration.waiting) registration.waiting.postMessage("take over");
    else location.reload();
  };
  workers.addEventListener("controllerchange", () => {
    outdate();
    if (taken) location.reload();
    else offer(take);
  });
  if (registration.waiting) offer(take);
  registration.addEventListener("updatefound", () => {
    const { active, installing } = registration;
    installing?.addEventListener("statechange", () => {
      if (!active || installing.state !== "installed") return;
      // No worker answers a first visit: what it asks for would come from the new version.
      if (!controller) outdate();
      offer(take);
    });
  });
  const look = () => {
    if (!document.hidden) registration.update().catch(() => {});
  };
  window.addEventListener("online", look);
  document.addEventListener("visibilitychange", look);
}
