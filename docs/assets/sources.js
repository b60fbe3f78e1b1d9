// The filter above the sources: kinds of evidence, a publisher, and the order of the rows.
// The address keeps all three: ?kind=measured,docs&publisher=Google&order=newest
// Without JavaScript the filter stays hidden and the tables are complete.

import { checked, fill, followAddress, keep } from "./lib/filter.js";

const ORDERS = {
  kind: (row) => [row.dataset.kind, row.dataset.publisher],
  publisher: (row) => [row.dataset.publisher],
};

/** Rows in the order chosen; those that it does not tell apart stay as they were. */
function ordered(rows, order) {
  if (order === "newest") return rows.toSorted((a, b) => b.dataset.day.localeCompare(a.dataset.day));
  const key = ORDERS[order];
  return key ? rows.toSorted((a, b) => key(a).join().localeCompare(key(b).join())) : rows;
}

function start(root) {
  const boxes = [...root.querySelectorAll("[type=checkbox]")];
  const { publisher, order } = Object.fromEntries([...root.querySelectorAll("select")].map((each) => [each.name, each]));
  const reset = root.querySelector("[data-reset]");
  const groups = [...document.querySelectorAll(".source-table")].map((table) => ({
    parts: [table, table.previousElementSibling],
    body: table.tBodies[0],
    rows: [...table.tBodies[0].rows],
  }));
  const total = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const write = (how) => keep(how, { kind: checked(boxes).join(), publisher: publisher.value, order: order.value });

  function apply() {
    const kinds = checked(boxes);
    let shown = 0;
    for (const { parts, body, rows } of groups) {
      for (const row of rows) {
        row.hidden = Boolean((kinds.length && !kinds.includes(row.dataset.kind)) || (publisher.value && row.dataset.publisher !== publisher.value));
      }
      const here = rows.filter((row) => !row.hidden).length;
      for (const part of parts) part.hidden = !here;
      if (ordered(rows, order.value).some((row, n) => row !== body.rows[n])) body.append(...ordered(rows, order.value));
      shown += here;
    }
    root.querySelector(".filter__count").textContent = fill(root.dataset.count, { shown, total });
    reset.hidden = shown === total && !order.value;
    root.classList.toggle("is-narrow", shown < total); // then it is printed, too
    return fill(root.dataset.said, { shown, total });
  }

  function choose(query) {
    const kinds = (query.get("kind") ?? "").split(",");
    for (const box of boxes) box.checked = kinds.includes(box.value);
    for (const list of [publisher, order]) {
      const wanted = query.get(list.name) ?? "";
      list.value = [...list.options].some(({ value }) => value === wanted) ? wanted : "";
    }
    return apply();
  }

  function changed(said) {
    root.querySelector("[role=status]").textContent = said;
    write("pushState");
  }

  for (const control of [...boxes, publisher, order]) control.addEventListener("change", () => changed(apply()));
  reset.addEventListener("click", () => {
    changed(choose(new URLSearchParams()));
    boxes[0].focus();
  });
  followAddress(root, choose, write);
}

const root = document.getElementById("source_filter");
if (root) start(root);
