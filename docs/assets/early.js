// What has to be there before the first paint. The theme has it as scripts inside of its pages,
// which the pages' policy does not let through; a test says when the theme has changed them.

document.documentElement.classList.replace("no-js", "js");

// Where the browser keeps nothing, asking it throws; scripts then keep things for this page.
for (const name of ["localStorage", "sessionStorage"]) {
  try {
    window[name];
  } catch {
    const kept = new Map();
    const value = {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, text) => kept.set(key, `${text}`),
      removeItem: (key) => kept.delete(key),
    };
    Object.defineProperty(window, name, { value });
  }
}

// The theme's scripts use these names. What is kept belongs to the site at this address.
var __md_scope = new URL(document.currentScript.dataset.scope, location);
var __md_hash = (text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0);
var __md_get = (key, storage = localStorage, scope = __md_scope) => JSON.parse(storage.getItem(`${scope.pathname}.${key}`));
var __md_set = (key, value, storage = localStorage, scope = __md_scope) => {
  try {
    storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // it is full, or not to be written
  }
};

{
  const SYSTEM = "(prefers-color-scheme)";
  const NAMES = ["media", "scheme", "primary", "accent"];
  const dark = matchMedia("(prefers-color-scheme: dark)");

  /** The colours that were chosen before; on a first visit, the system decides. */
  const paint = (buttons) => {
    if (!__md_get("__palette")) __md_set("__palette", { index: 0, color: { media: SYSTEM } });
    const colours = __md_get("__palette")?.color;
    if (!colours) return;
    if (colours.media === SYSTEM) {
      const media = `(prefers-color-scheme: ${dark.matches ? "dark" : "light"})`;
      const button = buttons.querySelector(`[data-md-color-media="${media}"]`);
      if (button) for (const name of NAMES) colours[name] = button.getAttribute(`data-md-color-${name}`);
    }
    for (const [name, value] of Object.entries(colours)) document.body.setAttribute(`data-md-color-${name}`, value);
  };

  /** The tabs that were chosen before, on any page, and the one that the address names. */
  const open = () => {
    const kept = __md_get("__tabs");
    for (const set of Array.isArray(kept) ? document.querySelectorAll(".tabbed-set") : []) {
      const labels = [...set.querySelector(".tabbed-labels").children];
      const label = kept.map((tab) => labels.find((each) => each.innerText.trim() === tab)).find(Boolean);
      if (label) document.getElementById(label.htmlFor).checked = true;
    }
    const named = document.getElementById(location.hash.slice(1));
    if (named?.name?.startsWith("__tabbed_")) named.checked = true;
  };

  // An observer is told before anything new is painted.
  new MutationObserver((_, observer) => {
    if (!document.querySelector(".md-container")) return; // it follows the header
    observer.disconnect();
    const buttons = document.querySelector(".palette");
    if (buttons) paint(buttons);
  }).observe(document, { childList: true, subtree: true });

  // The page is read by then, and no module has run.
  document.addEventListener("readystatechange", open, { once: true });
}
