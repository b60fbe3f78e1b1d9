// The tabs of criteria: the address follows the tab, and the tab follows the address and Back.
// Without JavaScript the address opens its tab, too; it no longer changes then.

import { target } from "./lib/target.js";

const choices = [...document.querySelectorAll(".criteria__choice")];
const tabOf = (choice) => choice.nextElementSibling;
const panelOf = (choice) => tabOf(choice).nextElementSibling;

function follow() {
  const found = target();
  (choices.find((choice) => panelOf(choice).contains(found)) ?? choices[0]).checked = true;
}

for (const choice of choices) {
  choice.addEventListener("change", () => {
    history.pushState(null, "", `#${panelOf(choice).querySelector("h2, h3").id}`);
    tabOf(choice).scrollIntoView({ block: "nearest" }); // the panel that closed may have stood above it
  });
}
addEventListener("popstate", follow);
follow();
