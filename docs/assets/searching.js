// What the theme leaves out of its search for readers who use a keyboard: it gives the focus back, and lets the
// Tab key go on. It comes with the theme's script, from the reader's first sign on (assets/later.js).

const CHOOSING = ["Enter", "Escape", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]; // in the search

const search = document.getElementById("__search");
const dialog = document.querySelector(".md-search");

/** The Tab key goes on from the search, to its results or past them: the theme would close it and leave
 *  the focus nowhere, from where some browsers begin at the top of the page again. So with every key that
 *  neither writes nor chooses: WebKit has no name for Tab with Shift. */
function enhanceSearch() {
  const results = dialog.querySelector(".md-search-result__list");
  const scrolled = dialog.querySelector(".md-search__scrollwrap");
  // the theme follows the first result; before there is one, the browser would send the form
  dialog.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  new MutationObserver(() => { scrolled.tabIndex = results.children.length ? 0 : -1; }).observe(results, { childList: true });
  addEventListener(
    "keydown",
    (event) => {
      if (search.checked && event.key.length > 1 && !CHOOSING.includes(event.key)) event.stopPropagation();
      if (event.key === "Escape" && search.checked) setTimeout(() => dialog.opener?.focus());
    },
    true, // before the theme closes it
  );
  dialog.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !dialog.contains(relatedTarget) && search.checked) search.click();
  });
}

if (dialog?.querySelector("form")) enhanceSearch(); // Zensical's has none, and sees to this itself
