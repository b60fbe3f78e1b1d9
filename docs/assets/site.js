// Opens the tab, or what is folded, that holds the addressed point. Without JavaScript style sheets open tabs, until
// one is chosen, and most browsers what is folded.

import { target } from "./lib/target.js";

function reveal() {
  const found = location.hash.length > 1 && target();
  const fold = found && found.closest("details:not([open])");
  if (fold) {
    fold.open = true;
    found.scrollIntoView();
  }
  const block = found && found.closest(".tabbed-block");
  if (!block || block.checkVisibility()) return;
  const set = block.closest(".tabbed-set");
  const index = [...block.parentElement.children].indexOf(block);
  set.querySelectorAll(":scope > input")[index].checked = true;
  found.scrollIntoView();
}

addEventListener("hashchange", reveal);
reveal();
