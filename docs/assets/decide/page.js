// What the decide page does once the reader moves: it counts with other weights. The words come from the
// page; these files count, fill them in and keep the address up to date.

import { format, parse } from "./address.js";
import { mark } from "./strip.js";
import { counted, held, otherwise, shown, sumOf, weigh } from "./sum.js";
import { mine, named, result, robust } from "./words.js";

export { shared } from "./address.js";
export { partsOf, robustness, shownAbove } from "./sum.js";
export { fill } from "./words.js";
export { counted, format, held, mark, otherwise, parse, result, robust, shown, sumOf, weigh };

/** Show what the address says, and follow it. Gives what to do when the reader changes a control or presses a button. */
export function start(root, source) {
  const { facts, strips, words, levels, record: pattern } = JSON.parse(source.textContent);
  const table = document.getElementById("sum");
  const name = (id) => facts.options.find((option) => option.id === id).name;
  const rows = new Map([...table.querySelectorAll("[data-row]")].map((tr) => [tr.dataset.row, tr]));
  const page = {
    rows, facts, strips, words, levels, record: pattern, root, table, name,
    option: (id) => named(name(id), `option option-${id}`),
    criterion: (id) => named(facts.criteria.find((c) => c.id === id).name, "named"),
  };
  let state = parse(facts, location.search);
  const show = () => render(page, state);
  const change = (next) => {
    state = next;
    const query = format(facts, state);
    if (query !== location.search) history.pushState(null, "", `${location.pathname}${query}${location.hash}`);
    show();
  };
  const follow = () => {
    state = parse(facts, location.search);
    show();
  };
  for (const sign of ["pointerover", "focusin"]) root.addEventListener(sign, take, { once: true });
  addEventListener("popstate", follow);
  addEventListener("pageshow", follow);
  show();
  return {
    change: (control) => change(changed(state, control)),
    press: (button) => press(page, button, state, change),
  };
}

function changed(state, { dataset, value, id, checked }) {
  const { weights, parts } = state;
  if (dataset.weightsOf) return { ...state, weights: value ? { ...weights, ...same(dataset, Number(value)) } : weights };
  if (dataset.weightOf) return { ...state, weights: { ...weights, [dataset.weightOf]: Number(value) } };
  if (dataset.partOf) return { ...state, parts: { ...parts, [dataset.partOf]: value || undefined } };
  return id === "proposals" ? { ...state, proposals: checked } : state;
}

/** The same weight for each criterion of a group. */
const same = ({ weightsOf }, weight) => Object.fromEntries(weightsOf.split(" ").map((id) => [id, weight]));

function press(page, button, state, change) {
  const { preset: chosen, copy: what } = button?.dataset ?? {};
  if (chosen !== undefined) change({ ...state, weights: preset(page.facts, chosen), parts: {} });
  if (what) take().then(({ copy }) => copy(page, what, state));
}

/** What is needed to take something along: it comes once the reader is here. */
const take = () => import("./record.js");

/** The weights of a scenario, or of none: what its advice rests on, and all others. */
function preset({ criteria, presets, preset_levels: [most, least], default: even }, id) {
  const known = presets.find((each) => each.id === id);
  const level = (criterion) => (known.criteria.includes(criterion) ? most : least);
  return Object.fromEntries(criteria.map((c) => [c.id, known ? level(c.id) : even]));
}

function render(page, state) {
  const sum = sumOf(page, state);
  const other = sumOf(page, otherwise(state));
  renderControls(page, state);
  renderCounting(page, state, other);
  renderStrips(page, state.proposals ? [other, sum] : [sum, other]);
  renderTable(page, sum);
  renderBars(page, sum);
  renderPresets(page, state);
  say(page.root.querySelector("#result"), result(page, sum));
  say(page.root.querySelector("#robustness"), robust(page, sum));
  page.root.querySelector(".takeaway__said").textContent = "";
  page.root.querySelector(".takeaway__text").hidden = true;
}

function renderControls({ root, levels }, { weights, parts }) {
  for (const select of root.querySelectorAll("[data-weight-of]")) {
    select.value = weights[select.dataset.weightOf];
    select.closest("td").querySelector(".weight__level").textContent = levels[select.value];
  }
  for (const select of root.querySelectorAll("[data-weights-of]")) {
    const [first, ...others] = select.dataset.weightsOf.split(" ").map((id) => weights[id]);
    select.value = others.every((weight) => weight === first) ? first : "";
  }
  for (const select of root.querySelectorAll("[data-part-of]")) {
    select.value = held(parts, select.dataset.partOf) ?? "";
    select.closest("span").querySelector(".weight__shared").textContent = select.selectedOptions[0].textContent; // for print
  }
}

function renderCounting({ root, words, option }, { proposals }, other) {
  const box = root.querySelector("#proposals");
  if (!box) return;
  box.checked = proposals;
  const which = proposals ? "proposed" : "published";
  for (const part of root.querySelectorAll("[data-counts]")) part.hidden = part.dataset.counts !== which;
  for (const row of root.querySelectorAll("tr[data-proposed]")) row.className = row.dataset[which];
  const said = proposals ? words.other_published : words.other_proposed;
  say(root.querySelector("#other"), [said, " ", ...result({ words, option }, other)]);
}

function renderStrips(page, sums) {
  page.strips.forEach((strip, index) => {
    const one = page.root.querySelectorAll(".every__one")[index];
    const place = mark(strip, sums[index]);
    one.querySelector(".strip__mark").setAttribute("x", `${(place.at / 10).toFixed(1)}%`);
    say(one.querySelector(".every__mine"), mine(page, sums[index], place));
  });
}

function renderTable({ rows }, sum) {
  for (const r of sum.rows) renderRow(rows.get(r.id), sum, r.weight, r.points, r.nobody);
  renderRow(rows.get("-sum"), sum, sum.weight, sum.totals, sum.nobody);
}

function renderRow(tr, { ids, scale }, weight, points, nobody) {
  tr.classList.toggle("is-weightless", !weight);
  tr.querySelector('[data-of="-weight"]').textContent = weight;
  const cell = (of, value) => {
    const td = tr.querySelector(`.sum__n[data-of="${of}"]`);
    td.classList.toggle("sum__n--none", !value);
    td.querySelector("b").textContent = shown(value, scale);
  };
  ids.forEach((option, index) => cell(option, points[index]));
  cell("-nobody", nobody);
}

function renderBars({ root }, { ids, totals, nobody, weight, scale }) {
  [...ids, "-nobody"].forEach((of, index) => {
    const value = totals[index] ?? nobody;
    const bar = root.querySelector(`[data-bar="${of}"]`);
    bar.querySelector("rect").setAttribute("width", weight ? Math.round((1000 * value) / (weight * scale)) : 0);
    bar.querySelector("b").textContent = shown(value, scale);
  });
}

function renderPresets({ root, facts }, state) {
  const query = format(facts, state);
  const chosen = (id) => query === format(facts, { ...state, weights: preset(facts, id), parts: {} });
  const counting = state.proposals ? "proposed" : "published";
  for (const button of root.querySelectorAll("[data-preset]")) {
    button.setAttribute("aria-pressed", chosen(button.dataset.preset));
  }
  for (const line of root.querySelectorAll("[data-differs]")) {
    line.hidden = line.dataset.counting !== counting || !chosen(line.dataset.differs);
  }
}

function say(element, items) {
  const before = element.textContent;
  const after = items.map((item) => item.textContent ?? item).join("");
  if (before !== after) element.replaceChildren(...items);
}
