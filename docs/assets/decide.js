// The decide page: what the verdicts add up to for the reader's own weights. For the usual ones the page says
// it already, so that what counts (decide/page.js) is loaded with the reader's first move, which then counts.

const SIGNS = ["pointerover", "pointerdown", "focusin", "change", "click"];
const root = document.getElementById("weights");
const source = document.getElementById("decide-data");
const moves = [];

/** The first one loads it; those that are made before it is there are made again. */
function note({ type, target }) {
  const { value, checked } = target;
  if (type === "change" || (type === "click" && target.closest("button"))) moves.push({ type, target, value, checked });
  load();
}

let loading;
const load = () => (loading ??= begin());

async function begin() {
  const { start } = await import("./decide/page.js");
  for (const sign of SIGNS) root.removeEventListener(sign, note);
  start(source);
  for (const { type, target, ...made } of moves) {
    if (type === "change") Object.assign(target, made);
    target.dispatchEvent(new Event(type, { bubbles: true }));
  }
}

/** Whether the browser has kept what was chosen before. */
const changed = () =>
  [...root.querySelectorAll("select")].some(({ options, value }) =>
    value !== ([...options].find((option) => option.defaultSelected) ?? options[0]).value) ||
  [...root.querySelectorAll("input[type=checkbox]")].some((box) => box.checked !== box.defaultChecked);

if (source) {
  root.classList.add("is-live");
  for (const part of root.querySelectorAll(".presets, .counting, .control, .takeaway")) part.hidden = false;
  for (const sign of SIGNS) root.addEventListener(sign, note);
  addEventListener("pageshow", () => changed() && load());
  addEventListener("popstate", load);
  if (location.search) load();
}
