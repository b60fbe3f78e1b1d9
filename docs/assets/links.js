// Permalinks copy the address that they lead to, without the filter that is set on the page.
// Without JavaScript or a clipboard they are plain links; the browser follows them in any case.

import { copies } from "./lib/copied.js";

function enhance(link, status) {
  const { copy, copied, named } = status.dataset;
  link.setAttribute("aria-label", named.replace("{label}", () => link.getAttribute("aria-label")));
  link.classList.add("copies");
  copies(link, status, { copy, copied }, () => location.origin + location.pathname + link.hash); // refused: the address bar has it
}

const status = document.getElementById("copy_link");
if (status && navigator.clipboard) {
  for (const link of document.querySelectorAll(".point__link, .row-link")) enhance(link, status);
}

// What is behind a button closes again as a menu does; without JavaScript the button closes it.
const opened = () => document.querySelectorAll(".tools[open]");
addEventListener("click", ({ target }) => {
  for (const tools of opened()) if (!tools.contains(target)) tools.open = false;
});
addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const tools of opened()) {
    tools.open = false;
    tools.querySelector("summary").focus();
  }
});
