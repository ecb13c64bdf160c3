// No module: it hears of the scripts that do not come, also when none of them does. What the reader is
// told stands in the page (ui/page/failure.py).
window.addEventListener(
  "error",
  (event) => {
    const script = event.target instanceof HTMLScriptElement;
    const thrown = event.target === window;
    if (script || thrown) document.documentElement.dataset.failed = "true";
  },
  true,
);
