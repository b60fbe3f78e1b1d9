// The filter above the table of scenarios: words, and the criteria that a row has to rest on.
// A row's keywords count, too, though no page shows them. The address keeps both: ?need=mobile+edge&criteria=deployment,ecosystem
// Without JavaScript the filter stays hidden and the table is complete.

import { check, checked, fill } from "./lib/filter.js";
import { filtered } from "./lib/typed.js";
import { hasAll, told, words } from "./lib/words.js";

/** A heading and what follows it, up to the next heading. */
function section(part) {
  const parts = [];
  for (; part && !(parts[0] && /^H\d$/.test(part.tagName)); part = part.nextElementSibling) parts.push(part);
  return parts;
}

/** What the filter looks at, read once. */
const indexed = (row) => ({
  parts: [row, ...section(document.getElementById(`contested-${row.id}`))],
  text: told(...[...row.querySelectorAll("th, .line, p, .rests-on a")].map((part) => part.textContent), row.dataset.keywords ?? ""),
  criteria: row.dataset.criteria.split(" "),
  hidden: false,
});

function start(root) {
  const table = document.querySelector(".lookup--full");
  const empty = document.getElementById("scenario_filter_empty");
  const field = root.querySelector("[type=search]");
  const boxes = [...root.querySelectorAll("[type=checkbox]")];
  const status = root.querySelector("[role=status]");
  const resets = [root, empty].map((part) => part.querySelector("button"));
  const contested = section(document.getElementById("contested_advice"));
  const rows = [...table.tBodies[0].rows].map(indexed);
  const numbers = { shown: rows.length, total: rows.length };
  let announced;

  const values = () => ({ need: field.value.trim(), criteria: checked(boxes).join() });

  function choose(query) {
    field.value = query.get("need") ?? "";
    check(boxes, (query.get("criteria") ?? "").split(","));
    for (const fold of root.querySelectorAll("details:has(:checked)")) fold.open = true;
  }

  function apply() {
    const wanted = words(field.value);
    const criteria = checked(boxes);
    for (const row of rows) {
      const hidden = !hasAll(row.text, wanted) || !criteria.every((id) => row.criteria.includes(id));
      if (hidden !== row.hidden) for (const part of row.parts) part.hidden = hidden;
      row.hidden = hidden;
    }
    const visible = rows.filter((row) => !row.hidden);
    numbers.shown = visible.length;
    table.hidden = !visible.length;
    empty.hidden = !table.hidden;
    for (const part of contested) part.hidden = !visible.some((row) => row.parts[1]);
    for (const hint of empty.querySelectorAll("[data-try]")) hint.hidden = !{ wanted, criteria }[hint.dataset.try].length;
    root.querySelector(".filter__count").textContent = fill(root.dataset.count, numbers);
    const narrow = Boolean(field.value || criteria.length);
    resets[0].hidden = table.hidden || !narrow;
    root.classList.toggle("is-narrow", narrow); // then it is printed, too
  }

  function tell() {
    const said = fill(numbers.shown ? root.dataset.some : root.dataset.none, numbers);
    const first = !status.textContent && numbers.shown === rows.length;
    const visible = rows.map((row) => Number(row.hidden)).join("");
    if (!first && visible !== announced) status.textContent = said === status.textContent ? `${said}\u00a0` : said; // the same words are read again
    announced = visible;
  }

  filtered(root, { field, boxes, resets }, { choose, apply, tell, values });
}

const root = document.getElementById("scenario_filter");
if (root) start(root);
