// The table of facts, or the tables where they are many: a filter above them, and a button in each row that sorts
// the options by it.
// The address keeps all of it: ?find=gpu&differ=1&options=a,b&sort=price&order=up
// Without JavaScript the filter stays hidden and the table is complete.

import { check, checked, fill } from "./lib/filter.js";
import { filtered } from "./lib/typed.js";
import { hasAll, told, words } from "./lib/words.js";

const UP = "up", DOWN = "down";

/** What the filter looks at, read once. */
function indexed(line, group) {
  const cells = new Map([...line.querySelectorAll("td")].map((cell) => [cell.dataset.option, cell]));
  const name = line.querySelector(".fact__name").textContent;
  return { line, cells, name, id: line.id.replace(/^fact-/, ""), text: told(line.cells[0].textContent, group) };
}

/** The heading that the criterion of a body stands under with others, if there is one. */
const above = (body) => body && (body.matches(".facts__over") ? body : above(body.previousElementSibling?.closest("tbody")));

const rank = (cell) => (cell.dataset.rank === undefined ? undefined : Number(cell.dataset.rank));

/** Which way a row is sorted first: the better values to the left. */
const first = (row) => (["low", "no"].includes(row.line.dataset.better) ? UP : DOWN);

/** What is folded, with its rows; open as it was while nothing is looked for. */
const folding = (fold, rows) => ({ fold, rows: rows.filter(({ line }) => fold.contains(line)), wasOpen: fold.open });

function start(root, tables) {
  const heads = tables.map((table) => table.tHead.rows[0]);
  const options = [...heads[0].querySelectorAll("[data-option]")].map((cell) => cell.dataset.option);
  const headings = heads.map((line) => ({ line, cells: new Map(options.map((id) => [id, line.querySelector(`[data-option="${id}"]`)])) }));
  const groups = tables.flatMap((table) => [...table.querySelectorAll("tbody:not(.facts__over)")]).map((body) => {
    const over = above(body);
    const heading = `${body.querySelector(".facts__group a").textContent} ${over?.textContent ?? ""}`;
    return { body, over, rows: [...body.querySelectorAll("tr[id]")].map((line) => indexed(line, heading)) };
  });
  const overs = new Set(groups.map(({ over }) => over).filter(Boolean));
  const rows = groups.flatMap((group) => group.rows);
  const folds = [...new Set(tables.map((table) => table.closest("details")).filter(Boolean))].map((fold) => folding(fold, rows));
  const field = root.querySelector("[type=search]");
  const differ = root.querySelector("[name=differ]");
  const boxes = [...root.querySelectorAll("[name=option]")];
  const status = root.querySelector("[role=status]");
  const reset = root.querySelector("[data-reset]");
  const numbers = { shown: rows.length, total: rows.length };
  let sorted, order, pressed;
  let laid = `${options} ${options}`;
  let wasLooking = false;

  const values = () => ({ find: field.value.trim(), differ: differ.checked ? "1" : "", options: checked(boxes).join(), sort: sorted?.id ?? "", order: sorted ? order : "" });

  /** The options in the order in which they stand: those without a value come last. */
  function inOrder() {
    if (!sorted) return options;
    const sign = order === UP ? 1 : -1;
    const of = (id) => rank(sorted.cells.get(id));
    return [...options].sort((a, b) => (of(a) === undefined) - (of(b) === undefined) || sign * ((of(a) ?? 0) - (of(b) ?? 0)));
  }

  /** Which options are shown, and in which order; most keys change neither. */
  function lay(placed, shown) {
    if (laid === `${placed} ${[...shown]}`) return;
    laid = `${placed} ${[...shown]}`;
    for (const { line, cells } of [...headings, ...rows]) {
      for (const [id, cell] of cells) cell.hidden = !shown.has(id);
      line.append(...placed.map((id) => cells.get(id)));
    }
  }

  /** The row that sorts says so. */
  function press(row, is) {
    row.button.setAttribute("aria-pressed", is);
    row.button.textContent = is ? root.dataset[order] : root.dataset.word;
    if (is) row.line.cells[0].setAttribute("aria-sort", order === UP ? "ascending" : "descending");
    else row.line.cells[0].removeAttribute("aria-sort");
  }

  const differs = ({ cells }, shown) => new Set([...shown].map((id) => rank(cells.get(id))).filter((one) => one !== undefined)).size > 1;

  /** What is folded opens where something is found, and closes again as it was. */
  function unfold(looking) {
    for (const each of folds) {
      if (!wasLooking) each.wasOpen = each.fold.open;
      each.fold.hidden = each.rows.every(({ line }) => line.hidden);
      if (looking || wasLooking) each.fold.open = looking || each.wasOpen;
    }
    wasLooking = looking;
  }

  function apply() {
    const wanted = words(field.value);
    const chosen = checked(boxes);
    const shown = new Set(chosen.length ? chosen : options);
    lay(inOrder(), shown);
    for (const row of rows) row.line.hidden = !hasAll(row.text, wanted) || (differ.checked && !differs(row, shown));
    for (const row of new Set([pressed, sorted])) if (row) press(row, row === sorted);
    pressed = sorted;
    for (const group of groups) group.body.hidden = group.rows.every((row) => row.line.hidden);
    for (const over of overs) over.hidden = groups.every((group) => group.over !== over || group.body.hidden);
    unfold(Boolean(wanted.length || differ.checked));
    numbers.shown = rows.filter((row) => !row.line.hidden).length;
    root.querySelector(".filter__count").textContent = fill(root.dataset.count, numbers);
    const narrow = Boolean(field.value || differ.checked || chosen.length || sorted);
    reset.hidden = !narrow;
    root.classList.toggle("is-narrow", narrow); // then it is printed, too
  }

  function tell() {
    const said = [numbers.shown ? fill(root.dataset.count, numbers) : root.dataset.none];
    if (sorted) said.push(fill(root.dataset.sorted, { name: sorted.name, order: root.dataset[order] }));
    if (status.textContent !== said.join(" ") && (status.textContent || numbers.shown < rows.length || sorted)) status.textContent = said.join(" ");
  }

  function sortBy(row) {
    if (row !== sorted) [sorted, order] = [row, first(row)];
    else if (order === first(row)) order = order === UP ? DOWN : UP;
    else sorted = undefined;
    changed();
  }

  function choose(query) {
    const by = query.get("sort"), way = query.get("order");
    field.value = query.get("find") ?? "";
    differ.checked = query.get("differ") === "1";
    check(boxes, (query.get("options") ?? "").split(","));
    if (checked(boxes).length) root.querySelector("details").open = true;
    sorted = by && rows.find((row) => row.id === by || row.line.querySelector(`.former[id="fact-${CSS.escape(by)}"]`));
    order = sorted && [UP, DOWN].includes(way) ? way : sorted && first(sorted);
  }

  for (const row of rows) {
    row.button = document.createElement("button");
    row.button.type = "button";
    row.button.className = "facts__sort";
    row.button.setAttribute("aria-label", fill(root.dataset.sort, row));
    row.button.addEventListener("click", () => sortBy(row));
    row.line.cells[0].append(row.button);
    press(row, false);
  }
  const changed = filtered(root, { field, boxes: [differ, ...boxes], resets: [reset] }, { choose, apply, tell, values });
}

const root = document.getElementById("fact_filter");
if (root) start(root, [...document.querySelectorAll(".facts__table")]);
