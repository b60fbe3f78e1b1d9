// What the theme leaves out for readers who use a keyboard or a screen reader: a menu that opens,
// closes and gives the focus back, a search that does, too, and no shortcuts on single letters.

const SHORTCUTS = "fs/p,n."; // the theme's; they cannot be turned off and would leave the page

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
  drawer.addEventListener("change", () => {
    menu.setAttribute("aria-expanded", drawer.checked);
    if (drawer.checked) panel.querySelector("a").focus();
    else if (panel.contains(document.activeElement)) menu.focus();
  });
  panel.addEventListener("focusout", ({ relatedTarget }) => {
    if (drawer.checked && relatedTarget && !panel.contains(relatedTarget)) drawer.click();
  });
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && drawer.checked) drawer.click();
  });
}

function enhanceSearch() {
  const results = dialog.querySelector(".md-search-result__list");
  const scrolled = dialog.querySelector(".md-search__scrollwrap");
  let opener;
  new MutationObserver(() => { scrolled.tabIndex = results.children.length ? 0 : -1; }).observe(results, { childList: true });
  dialog.addEventListener("focusin", ({ relatedTarget }) => {
    if (!dialog.contains(relatedTarget)) opener = relatedTarget;
  });
  addEventListener(
    "keydown",
    ({ key }) => {
      if (key === "Escape" && search.checked) setTimeout(() => opener?.focus());
    },
    true, // before the theme closes it
  );
}

if (label && panel) enhanceMenu(button());
if (dialog) enhanceSearch();
