// The filter above the table of scenarios: words, and the criteria that a row has to rest on.
// The address keeps both: ?need=mobile+edge&criteria=deployment,ecosystem
// Without JavaScript the filter stays hidden and the table is complete.

const PAUSE = 300; // ms without a key before the address and the announcement follow

const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** The words of a text without case and accents. */
function words(text) {
  return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A heading and what follows it, up to the next heading. */
function section(heading) {
  const parts = [];
  for (let part = heading; part && (part === heading || !/^H\d$/.test(part.tagName)); part = part.nextElementSibling) {
    parts.push(part);
  }
  return parts;
}

function start(root) {
  const table = document.querySelector(".lookup--full");
  const empty = document.getElementById("scenario-filter-empty");
  const field = root.querySelector("input[type=search]");
  const boxes = [...root.querySelectorAll("input[type=checkbox]")];
  const count = root.querySelector(".filter__count");
  const status = root.querySelector("[role=status]");
  const resets = [root, empty].map((part) => part.querySelector("[data-reset]"));
  const contested = section(document.getElementById("contested"));
  const rows = [...table.tBodies[0].rows].map((row) => ({
    parts: [row, ...section(document.getElementById(`contested-${row.id}`))],
    text: ["", ...[...row.querySelectorAll("th, .line, p, .rests-on a")].flatMap((part) => words(part.textContent))].join(" "),
    criteria: row.dataset.criteria.split(" "),
    hidden: false,
  }));
  let shown = rows.length;
  let timer;

  const checked = () => boxes.filter((box) => box.checked).map((box) => box.value);

  function apply() {
    const wanted = words(field.value).map((word) => ` ${word}`);
    const criteria = checked();
    for (const row of rows) {
      const hidden = !wanted.every((word) => row.text.includes(word)) || !criteria.every((id) => row.criteria.includes(id));
      if (hidden !== row.hidden) for (const part of row.parts) part.hidden = hidden;
      row.hidden = hidden;
    }
    const visible = rows.filter((row) => !row.hidden);
    shown = visible.length;
    table.hidden = !shown;
    empty.hidden = shown > 0;
    for (const part of contested) part.hidden = !visible.some((row) => row.parts.length > 1);
    for (const hint of empty.querySelectorAll("[data-try]")) {
      hint.hidden = !(hint.dataset.try === "words" ? wanted : criteria).length;
    }
    count.textContent = fill(root.dataset.count, { shown, total: rows.length });
    resets[0].hidden = !shown || !(field.value || criteria.length);
  }

  const target = () => document.getElementById(location.hash.slice(1));

  /** Keep the address in step. It loses an anchor that leads to a hidden row. */
  function write(how) {
    const query = new URLSearchParams(location.search);
    const set = (name, value) => (value ? query.set(name, value) : query.delete(name));
    set("need", field.value.trim());
    set("criteria", checked().join());
    const before = new URLSearchParams(location.search);
    if (`${query}` === `${before}`) return;
    const search = `${query}`.replaceAll("%2C", ",");
    const hash = target()?.closest("[hidden]") ? "" : location.hash;
    history[how](null, "", `${location.pathname}${search && "?"}${search}${hash}`);
  }

  function settle() {
    clearTimeout(timer);
    write("replaceState");
    const said = fill(shown ? root.dataset.some : root.dataset.none, { shown, total: rows.length });
    if (said !== status.textContent) status.textContent = said;
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(settle, PAUSE);
  }

  function choose(need, criteria) {
    field.value = need;
    for (const box of boxes) box.checked = criteria.includes(box.value);
    apply();
  }

  /** Do what the address says; an anchor in a hidden row wins over the filter. */
  function follow() {
    const query = new URLSearchParams(location.search);
    choose(query.get("need") ?? "", (query.get("criteria") ?? "").split(","));
    if (target()?.closest("[hidden]")) {
      choose("", []);
      write("replaceState");
      target().scrollIntoView();
    }
    if (shown < rows.length || status.textContent) later();
  }

  field.addEventListener("input", () => {
    apply();
    later();
  });
  field.addEventListener("change", settle);
  for (const box of boxes) {
    box.addEventListener("change", () => {
      apply();
      write("pushState");
      later();
    });
  }
  for (const reset of resets) {
    reset.addEventListener("click", () => {
      choose("", []);
      write("pushState");
      later();
      field.focus();
    });
  }
  addEventListener("popstate", follow);
  root.hidden = false;
  follow();
}

const root = document.getElementById("scenario-filter");
if (root) start(root);
