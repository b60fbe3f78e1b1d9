// A button beside every program and snippet that copies its text. Without JavaScript the text can be selected.

import { copies } from "./lib/copied.js";

function enhance(block, words) {
  const button = document.createElement("button");
  const status = document.createElement("span");
  const code = block.querySelector("pre, code");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  button.type = "button";
  button.className = "copy-code";
  button.setAttribute("aria-label", block.dataset.copyLabel);
  const text = () => code.textContent + (code.matches("pre") ? "\n" : "");
  copies(button, status, words, text, () => getSelection().selectAllChildren(code)); // ready to be copied by hand
  block.prepend(button, status);
}

if (navigator.clipboard) {
  for (const block of document.querySelectorAll("[data-copy-label]")) enhance(block, block.closest("[data-copy]").dataset);
}
