// The decide page: what the published verdicts add up to for the reader's own weights.
// The words come from the page; this file counts, fills them in and keeps the address up to date.

// --- Arithmetic: whole numbers in units of 1/scale, so that every sum is exact ------------------

const gcd = (a, b) => (b ? gcd(b, a % b) : a);
const lcm = (a, b) => (a / gcd(a, b)) * b;

/** What a record holds under an id, which may be the name of something that every object has. */
const held = (record, id) => (Object.hasOwn(record, id) ? record[id] : undefined);

/** Add up: weights and parts by criterion id, as in analysis/weights.py. */
export function weigh(facts, weights = {}, parts = {}) {
  const ids = facts.options.map((option) => option.id);
  const scale = facts.criteria.reduce((all, c) => lcm(all, c.options.length || 1), 1);
  const rows = facts.criteria.map((c) => row(c, held(weights, c.id) ?? facts.default, held(parts, c.id), ids, scale));
  const totals = ids.map((_, index) => add(rows.map((r) => r.points[index])));
  const most = Math.max(...totals);
  const ahead = ids.filter((_, index) => totals[index] === most);
  const sorted = [...totals].sort((a, b) => b - a);
  const weight = add(rows.map((r) => r.weight));
  const nobody = weight * scale - add(totals);
  const leader = ahead.length === 1 ? ahead[0] : null;
  return { ids, scale, rows, totals, nobody, weight, most, ahead, leader, lead: sorted[0] - sorted[1] };
}

const add = (numbers) => numbers.reduce((all, number) => all + number, 0);

function row(criterion, weight, part, ids, scale) {
  const split = criterion.options.length > 1;
  const takers = split && criterion.options.includes(part) ? [part] : criterion.options;
  const shares = ids.map((id) => (takers.includes(id) ? scale / takers.length : 0));
  const points = shares.map((share) => weight * share);
  return { id: criterion.id, weight, shares, points, nobody: weight * scale - add(points) };
}

/** What would tip a sum; thresholds and factors are [numerator, denominator]. */
export function robustness(sum) {
  const breaks = sum.leader === null ? tieBreaks(sum) : [];
  const tips = breaks.length ? [] : sum.rows.flatMap((r) => overtaking(sum, r));
  if (!tips.length) return { kind: sum.leader === null ? "level" : "firm", tips: breaks };
  const nearest = tips.reduce((best, tip) => (remoteness(tip, best) < 0 ? tip : best));
  return { kind: "tips", tips: tips.filter((tip) => !remoteness(tip, nearest)) };
}

/** The tips by the options that they put ahead. */
function grouped(tips) {
  const groups = new Map();
  for (const tip of tips) groups.set(`${tip.options}`, [...(groups.get(`${tip.options}`) ?? []), tip]);
  return [...groups.values()];
}

function overtaking(sum, { id, weight, shares }) {
  const most = Math.max(...sum.ahead.map((option) => shares[sum.ids.indexOf(option)]));
  const reached = sum.ids
    .map((option, index) => ({ option, gain: shares[index] - most, gap: sum.most - sum.totals[index] }))
    .filter(({ gain }) => gain > 0)
    .map(({ option, gain, gap }) => ({ option, at: [weight * gain + gap, gain] }));
  if (!reached.length) return [];
  const lowest = reached.reduce((best, { at }) => (compare(at, best) < 0 ? at : best), reached[0].at);
  return [tip(reached.filter(({ at }) => !compare(at, lowest)).map(({ option }) => option), id, weight, lowest)];
}

function tieBreaks(sum) {
  const level = sum.ids.flatMap((id, index) => (sum.ahead.includes(id) ? [index] : []));
  return level.flatMap((index) =>
    sum.rows
      .filter(({ shares }) => level.every((other) => other === index || shares[index] > shares[other]))
      .map((r) => tip([sum.ids[index]], r.id, r.weight, [r.weight, 1])),
  );
}

const tip = (options, criterion, weight, threshold) => ({
  options,
  criterion,
  weight,
  threshold,
  factor: weight ? [threshold[0], threshold[1] * weight] : null,
});

const compare = ([a, b], [c, d]) => Number(BigInt(a) * BigInt(d) - BigInt(c) * BigInt(b));

function remoteness(one, other) {
  if (!one.factor || !other.factor) return !one.factor - !other.factor || compare(one.threshold, other.threshold);
  return compare(one.factor, other.factor) || compare(one.threshold, other.threshold);
}

const decimal = (tenths) => (tenths % 10 ? `${Math.floor(tenths / 10)}.${tenths % 10}` : `${tenths / 10}`);

/** A number with one decimal at most, rounded; something is never shown as nothing. */
export function shown(value, scale) {
  const tenths = Math.floor((20 * value + scale) / (2 * scale));
  return value && !tenths ? "<0.1" : decimal(tenths);
}

/** A threshold with one decimal at most, rounded up. */
export const shownAbove = ([value, scale]) => decimal(Math.ceil((10 * value) / scale));

// --- The address: what differs from the default, by id -----------------------------------------

/** The weights and parts in a query; what it does not know, it ignores. */
export function parse(facts, query) {
  const asked = new URLSearchParams(query);
  const state = { weights: {}, parts: {} };
  for (const { id, options } of facts.criteria) {
    const level = facts.levels.find((value) => `${value}` === asked.get(id));
    state.weights[id] = level ?? facts.default;
    const part = asked.get(`${id}.part`);
    if (options.length > 1 && options.includes(part)) state.parts[id] = part;
  }
  return state;
}

/** The query of a state, "" where all is as it was. */
export function format(facts, { weights, parts }) {
  const query = new URLSearchParams();
  for (const { id } of facts.criteria) {
    if (weights[id] !== facts.default) query.set(id, weights[id]);
    const part = held(parts, id);
    if (part) query.set(`${id}.part`, part);
  }
  return query.size ? `?${query}` : "";
}

// --- Words: patterns from the page, filled with texts or elements ------------------------------

const fill = (pattern, values) =>
  pattern.split(/\{(\w+)\}/).flatMap((piece, index) => (index % 2 ? values[piece] : piece));

const joined = (items, last) =>
  items.flatMap((item, index) => {
    if (!index) return [item];
    return [index < items.length - 1 ? ", " : ` ${last} `, item];
  });

function named(name, className) {
  const element = document.createElement("b");
  element.className = className;
  element.textContent = name;
  return element;
}

function result(page, sum) {
  const { words } = page;
  const points = sum.weight === 1 ? words.point : words.points;
  const values = { total: `${sum.weight}`, points, lead: shown(sum.lead, sum.scale), most: shown(sum.most, sum.scale) };
  if (!sum.weight) return [words.nothing];
  if (sum.leader) return fill(words.ahead, { ...values, leader: page.option(sum.leader) });
  if (!sum.most) return fill(words.nobody, values);
  return fill(words.level, { ...values, options: joined(sum.ahead.map(page.option), words.and) });
}

function robust(page, sum) {
  const { kind, tips } = robustness(sum);
  if (kind === "firm") return [firm(page, sum)];
  if (!tips.length) return [page.words.unbroken];
  const sentence = kind === "tips" ? nearest : breaks;
  return grouped(tips).flatMap((group, index) => [...(index ? [" "] : []), ...sentence(page, sum, group)]);
}

function firm({ words }, { rows }) {
  const shared = rows.some(({ shares }) => shares.filter(Boolean).length > 1);
  return shared ? `${words.firm} ${words.firm_split}` : words.firm;
}

function nearest(page, sum, tips) {
  const { words } = page;
  const [{ options, threshold, factor, weight }] = tips;
  const uniform = sum.rows.every((r) => r.weight === weight);
  const even = sum.rows.length === 2 ? words.tips_two : words.tips_even;
  const highest = Math.max(...page.facts.levels);
  const own = compare(threshold, [highest, 1]) < 0 ? words.tips_own : words.tips_beyond;
  return fill(uniform ? even : own, {
    options: joined(options.map(page.option), words.and),
    overtakes: options.length === 1 ? words.overtakes : words.overtake,
    criterion: joined(tips.map((tip) => page.criterion(tip.criterion)), words.or),
    factor: factor ? shownAbove(factor) : "",
    threshold: shownAbove(threshold),
    highest: page.levels[highest],
    weight: `${weight}`,
  });
}

function breaks(page, sum, tips) {
  const criteria = tips.map((tip) => page.criterion(tip.criterion));
  return fill(page.words.breaks, { criteria: joined(criteria, page.words.or), option: page.option(tips[0].options[0]) });
}

// --- The record: Markdown in the shape of MADR -------------------------------------------------

const escaped = (text) => text.replace(/[\\`*_[\]<>#|~]|&(?=#?\w+;)/g, "\\$&");
const address = (url) => url.replace(/[()<>\s]/g, encodeURIComponent);
const asText = (items) => items.map((item) => escaped(item.textContent ?? item)).join("");
const line = (pattern, values) => fill(pattern, values).join("");

function record(page, state, sum) {
  const { words, facts } = page;
  const leader = sum.leader && escaped(page.name(sum.leader));
  const title = escaped(facts.title);
  return line(page.record, {
    date: today(),
    heading: leader ? line(words.record_title, { leader }) : line(words.record_title_open, { title }),
    question: escaped(facts.question),
    drivers: facts.criteria.map((c) => driver(page, state, c)).join("\n"),
    options: facts.options.map((o) => considered(page, o)).join("\n"),
    outcome: leader ? line(words.chosen, { leader }) : words.not_chosen,
    sum: sumTable(page, sum),
    result: asText(result(page, sum)),
    robustness: asText(robust(page, sum)),
    consequences: consequences(page, sum) || words.no_consequences,
    verdicts: facts.criteria.map((c) => judged(page, c)).join("\n"),
    url: address(shared(page, state)),
  }).trim() + "\n";
}

function today() {
  const now = new Date();
  const two = (number) => `${number}`.padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function driver({ words, levels }, { weights, parts }, { id, name, options, purposes }) {
  const weight = weights[id];
  const part = escaped(purposes[options.indexOf(held(parts, id))] ?? "");
  const values = { criterion: escaped(name), level: levels[weight], weight: `${weight}`, part };
  return line(part ? words.driver_part : words.driver, values);
}

const considered = (page, { id, name, version }) =>
  line(page.words.option, { option: escaped(name), version: escaped(version), url: page.address(`th.option-${id}`) });

function sumTable(page, sum) {
  const { words, facts } = page;
  const numbers = (values, rest) => [...values, rest].map((value) => shown(value, sum.scale));
  const lines = [
    [words.sum_head, ...facts.options.map((o) => escaped(o.name)), words.nobody_name],
    ["---", "---:", ...facts.options.map(() => "---:"), "---:"],
    ...sum.rows.map((r) => [escaped(page.criterion(r.id).textContent), r.weight, ...numbers(r.points, r.nobody)]),
    [words.sum_total, sum.weight, ...numbers(sum.totals, sum.nobody)],
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n").replaceAll("<", "\\<");
}

function consequences({ words, facts }, sum) {
  if (!sum.leader) return "";
  const index = sum.ids.indexOf(sum.leader);
  const weighed = sum.rows.filter((r) => r.weight);
  const kind = (r) => (r.points[index] ? "good" : r.nobody ? "neutral" : "bad");
  const said = (r) => {
    const { name, summaries } = facts.criteria.find((c) => c.id === r.id);
    return line(words[kind(r)], { criterion: escaped(name), summary: escaped(summaries[sum.leader]) });
  };
  return ["good", "bad", "neutral"].flatMap((which) => weighed.filter((r) => kind(r) === which).map(said)).join("\n");
}

function judged(page, { id, name, label, confidence, contested, contradicted, reviewed, judged_on: versions }) {
  const { words } = page;
  const said = line(words.verdict, {
    criterion: escaped(name),
    label: escaped(label),
    url: page.address(`[data-row="${id}"] th`),
    confidence,
    date: reviewed,
    versions: escaped(versions.join(", ")),
  });
  return [said, contested && words.contested, contradicted && words.disagrees].filter(Boolean).join(" ");
}

// --- The page ------------------------------------------------------------------------------------

function start(source) {
  const { facts, words, levels, record: pattern } = JSON.parse(source.textContent);
  const root = document.getElementById("weights");
  const table = document.getElementById("sum");
  const name = (id) => facts.options.find((option) => option.id === id).name;
  const page = {
    facts, words, levels, record: pattern, root, table, name,
    option: (id) => named(name(id), `option option-${id}`),
    criterion: (id) => named(facts.criteria.find((c) => c.id === id).name, "named"),
    address: (selector) => address(table.querySelector(`${selector} a`).href),
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
  root.addEventListener("change", ({ target }) => change(changed(state, target)));
  root.addEventListener("click", ({ target }) => press(page, target.closest("button"), () => state, change));
  addEventListener("popstate", follow);
  addEventListener("pageshow", follow);
  root.classList.add("is-live");
  for (const part of root.querySelectorAll(".presets, .control, .takeaway")) part.hidden = false;
  show();
}

function changed({ weights, parts }, { dataset, value }) {
  if (dataset.weightOf) return { parts, weights: { ...weights, [dataset.weightOf]: Number(value) } };
  if (dataset.partOf) return { weights, parts: { ...parts, [dataset.partOf]: value || undefined } };
  return { weights, parts };
}

function press(page, button, state, change) {
  if (button?.dataset.preset !== undefined) change({ weights: preset(page.facts, button.dataset.preset), parts: {} });
  if (button?.dataset.copy === "record") copy(page, record(page, state(), sumOf(page, state())), page.words.copied_record);
  if (button?.dataset.copy === "link") copy(page, shared(page, state()), page.words.copied_link);
}

/** The address of a state, without whatever else stands in the address bar. */
const shared = ({ facts }, state) => location.origin + location.pathname + format(facts, state);

const sumOf = ({ facts }, { weights, parts }) => weigh(facts, weights, parts);

function preset(facts, id) {
  const even = Object.fromEntries(facts.criteria.map((c) => [c.id, facts.default]));
  return facts.presets.find((known) => known.id === id)?.weights ?? even;
}

async function copy({ root, words }, text, done) {
  const said = root.querySelector(".takeaway__said");
  const box = root.querySelector(".takeaway__text");
  let copied = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copied = false;
  }
  said.textContent = copied ? done : words.refused;
  said.classList.toggle("is-refused", !copied);
  box.hidden = copied;
  if (!copied) offer(box.querySelector("textarea"), text);
}

function offer(area, text) {
  area.value = text;
  area.focus();
  area.select();
  area.scrollTop = 0;
}

function render(page, state) {
  const sum = sumOf(page, state);
  renderControls(page, state);
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
  for (const select of root.querySelectorAll("[data-part-of]")) {
    select.value = held(parts, select.dataset.partOf) ?? "";
    select.closest("td").querySelector(".weight__shared").textContent = select.selectedOptions[0].textContent; // for print
  }
}

function renderTable({ table }, sum) {
  for (const r of sum.rows) renderRow(table, sum, r.id, r.weight, r.points, r.nobody);
  renderRow(table, sum, "-sum", sum.weight, sum.totals, sum.nobody);
}

function renderRow(table, { ids, scale }, id, weight, points, nobody) {
  const tr = table.querySelector(`[data-row="${id}"]`);
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

function renderPresets({ root, facts }, { weights, parts }) {
  const query = format(facts, { weights, parts });
  const chosen = (id) => query === format(facts, { weights: preset(facts, id), parts: {} });
  for (const button of root.querySelectorAll("[data-preset]")) {
    button.setAttribute("aria-pressed", chosen(button.dataset.preset));
  }
  for (const line of root.querySelectorAll("[data-differs]")) line.hidden = !chosen(line.dataset.differs);
}

function say(element, items) {
  const before = element.textContent;
  const after = items.map((item) => item.textContent ?? item).join("");
  if (before !== after) element.replaceChildren(...items);
}

const source = typeof document === "undefined" ? null : document.getElementById("decide-data");
if (source) start(source);
