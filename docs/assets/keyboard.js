// What the theme leaves out for readers who use a keyboard or a screen reader: a menu that opens,
// closes and gives the focus back, a search that does, too, and no shortcuts on single letters.

const SHORTCUTS = "fs/p,n."; // the theme's; they cannot be turned off and would leave the page

const drawer = document.getElementById("__drawer");
const label = document.querySelector(".md-header [for=__drawer]");
const panel = document.querySelector(".md-sidebar--primary");

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

if (label && panel) enhanceMenu(button());
