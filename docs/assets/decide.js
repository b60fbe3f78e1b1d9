// The decide page: what the verdicts add up to for the reader's own weights.

import { start } from "./decide/page.js";

const source = document.getElementById("decide-data");
if (source) {
  const root = document.getElementById("weights");
  root.classList.add("is-live");
  for (const part of root.querySelectorAll(".presets, .presets-left, .counting, .control, .takeaway")) part.hidden = false;
  start(source);
}
