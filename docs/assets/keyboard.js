// What the theme leaves out for readers who use a keyboard or a screen reader: a menu that opens,
// closes and gives the focus back, a search that does, too, and no shortcuts on single letters.

const SHORTCUTS = "fs/p,n."; // the theme's; they cannot be turned off and would leave the page

const CHOOSING = ["Enter", "Escape", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]; // in the search

const drawer = document.getElementById("__drawer");
const label = document.querySelector(".md-header [for=__drawer]");
const panel = document.querySelector(".md-sidebar--primary");
const search = document.getElementById("__search");
const dialog = document.querySelector(".md-search");

addEventListener(
  "keydown",
  (event) => {
    const typing = event.target.closest?.("input:not([type=radio]), select, textarea");
    if (!typing && !event.ctrlKey && !event.metaKey && SHORTCUTS.includes(event.key)) event.stopPropagation();
  },
  true,
);

/** A button in place of the label, which no key reaches. */
function button() {
  const menu = document.createElement("button");
  menu.type = "button";
  menu.className = `${label.className} menu`;
  menu.setAttribute("aria-label", label.dataset.name);
  menu.setAttribute("aria-expanded", "false");
  menu.append(...label.childNodes);
  menu.addEventListener("click", () => drawer.click());
  label.replaceWith(menu);
  return menu;
}

function enhanceMenu(menu) {
  const close = () => drawer.checked && drawer.click();
  let elsewhere; // where the focus goes by itself: a link was followed, or the Tab key left the menu
  drawer.addEventListener("change", () => {
    menu.setAttribute("aria-expanded", drawer.checked);
    if (drawer.checked) panel.querySelector("a").focus();
    else if (!elsewhere) menu.focus();
    elsewhere = false;
  });
  panel.addEventListener("click", ({ target }) => { elsewhere = Boolean(target.closest("a")); }, true);
  panel.addEventListener("focusout", ({ relatedTarget }) => {
    if (!relatedTarget || panel.contains(relatedTarget)) return;
    elsewhere = true;
    close();
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || !event.shiftKey || event.target !== panel.querySelector("a")) return;
    event.preventDefault(); // backwards lies the search, which would open
    close();
  });
  addEventListener("keydown", ({ key }) => { if (key === "Escape") close(); });
  matchMedia("(min-width: 76.25em)").addEventListener("change", close);
}

/** The Tab key goes on from the search, to its results or past them: the theme would close it and leave
 *  the focus nowhere, from where some browsers begin at the top of the page again. So with every key that
 *  neither writes nor chooses: WebKit has no name for Tab with Shift. */
function enhanceSearch() {
  const results = dialog.querySelector(".md-search-result__list");
  const scrolled = dialog.querySelector(".md-search__scrollwrap");
  let opener;
  // the theme follows the first result; before there is one, the browser would send the form
  dialog.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  new MutationObserver(() => { scrolled.tabIndex = results.children.length ? 0 : -1; }).observe(results, { childList: true });
  dialog.addEventListener("focusin", ({ relatedTarget }) => {
    if (!dialog.contains(relatedTarget)) opener = relatedTarget;
  });
  addEventListener(
    "keydown",
    (event) => {
      if (search.checked && event.key.length > 1 && !CHOOSING.includes(event.key)) event.stopPropagation();
      if (event.key === "Escape" && search.checked) setTimeout(() => opener?.focus());
    },
    true, // before the theme closes it
  );
  dialog.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !dialog.contains(relatedTarget) && search.checked) search.click();
  });
}

if (label && panel) enhanceMenu(button());
if (dialog?.querySelector("form")) enhanceSearch(); // Zensical's has none, and sees to this itself
