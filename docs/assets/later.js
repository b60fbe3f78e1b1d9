// The theme's script, from the reader's first sign on: nothing that it does is seen before, and it is most of
// what a page costs. The index of the search comes once somebody searches (assets/search.js).

{
  const SIGNS = ["pointermove", "pointerdown", "keydown", "focusin", "scroll", "wheel", "hashchange"];
  const { theme } = document.currentScript.dataset;
  const asked = new URLSearchParams(location.search);
  const form = document.querySelector(".md-search__form");
  const query = document.querySelector(".md-search__input");
  const opener = document.querySelector(".md-header [for=__search]");
  const chosen = new Set(); // tabs

  const focus = () => query.focus();
  const dialog = document.querySelector(".md-search");

  /** What the theme does with a tab: it keeps the name for the next page, and opens its like on this one. */
  const keep = ({ target }) => {
    if (!target.matches(".tabbed-set > input")) return;
    const name = document.querySelector(`label[for="${target.id}"]`).innerText.trim();
    __md_set("__tabs", [...new Set([name, ...(__md_get("__tabs") ?? [])])]);
    chosen.add(target); // it does the rest once it is there
  };

  const load = () => {
    for (const sign of SIGNS) removeEventListener(sign, load, true);
    const script = document.createElement("script");
    script.src = theme;
    script.addEventListener("error", listen); // the network failed: the next sign tries again
    script.addEventListener("load", () => {
      opener?.removeEventListener("click", focus);
      document.dispatchEvent(new Event("DOMContentLoaded")); // the theme waits for it, which was before
      for (const tab of chosen) tab.dispatchEvent(new Event("change"));
    });
    document.head.append(script);
    import("./searching.js");
  };

  const listen = () => {
    for (const sign of SIGNS) addEventListener(sign, load, { capture: true, passive: true });
  };

  const begin = () => {
    listen();
    if (location.hash || asked.has("h") || asked.has("q")) load();
  };

  document.addEventListener("DOMContentLoaded", begin, { once: true });
  opener?.addEventListener("click", focus);
  addEventListener("change", keep, true);
  dialog?.addEventListener("focusin", ({ relatedTarget }) => { // for assets/searching.js, which may come later
    if (!dialog.contains(relatedTarget)) dialog.opener = relatedTarget;
  });
  query?.addEventListener("focus", () => fetch(new URL("search/search_index.json", __md_scope)), { once: true });
  if (asked.has("h") && form) form.name = "search"; // the theme marks what was found: it needs the index
}
