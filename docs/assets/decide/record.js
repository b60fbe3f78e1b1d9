// What a reader takes along: the link, or the record, which is Markdown in the shape of MADR. Where the browser
// refuses to copy, the text stands there.

import { counted, fill, held, otherwise, partsOf, result, robust, shared, shown, sumOf } from "./page.js";

const recorded = (page, state) =>
  record({ ...page, facts: counted(page.facts, state.proposals) }, state, sumOf(page, state), sumOf(page, otherwise(state)));

/** Copy the "record" or the "link" of a state, and say so. */
export async function copy(page, what, state) {
  const { root, words } = page;
  const text = what === "record" ? recorded(page, state) : shared(page, state);
  const said = root.querySelector(".takeaway__said");
  const box = root.querySelector(".takeaway__text");
  let copied = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copied = false;
  }
  said.textContent = copied ? words[`copied_${what}`] : words.refused;
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

// One line that Markdown leaves alone, wherever on a line it comes to stand.
export const escaped = (text) =>
  text.trim().replace(/\s+/g, " ")
    .replace(/[\\`*_[\]<>#|~]|&(?=#?\w+;)/g, "\\$&")
    .replace(/^(?=[-+=])|^\d{1,9}(?=[.)](?:\s|$))/, "$&\\");
const address = (url) => url.replace(/[()<>\s]/g, encodeURIComponent);
const linked = ({ table }, selector) => address(table.querySelector(`${selector} a`).href);
const asText = (items) => escaped(items.map((item) => item.textContent ?? item).join(""));
const line = (pattern, values) => fill(pattern, values).join("");

/** The record of a sum; `page.facts` are those that count, `other` is the sum of what else could. */
function record(page, state, sum, other) {
  const { words, facts } = page;
  const leader = sum.leader && escaped(page.name(sum.leader));
  const title = escaped(facts.title);
  return line(page.record, {
    date: today(),
    heading: leader ? line(words.record_title, { leader }) : line(words.record_title_open, { title }),
    question: escaped(facts.question),
    drivers: facts.criteria.map((c) => driver(page, state.weights, partsOf(facts, state), c)).join("\n"),
    options: facts.options.map((o) => considered(page, o)).join("\n"),
    outcome: leader ? line(words.chosen, { leader }) : words.not_chosen,
    sum: sumTable(page, sum),
    result: asText(result(page, sum)),
    robustness: asText(robust(page, sum)),
    counting: counting(page, state.proposals, other),
    consequences: consequences(page, sum) || words.no_consequences,
    verdicts: facts.criteria.map((c) => judged(page, c, state.proposals)).join("\n"),
    url: address(shared(page, state)),
  }).replace(/\n{3,}/g, "\n\n").trim() + "\n";
}

/** Whether proposals count, and what the sum is otherwise; nothing where none is proposed. */
function counting(page, proposals, other) {
  const { words, facts } = page;
  const contested = facts.criteria.filter(({ proposed }) => proposed).length;
  if (!contested) return "";
  const said = line(proposals ? words.counts_proposed : words.counts_published, { count: `${contested}` });
  return `${said} ${proposals ? words.other_published : words.other_proposed} ${asText(result(page, other))}`;
}

function today() {
  const now = new Date();
  const two = (number) => `${number}`.padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function driver({ words, levels }, weights, parts, { id, name, options, purposes }) {
  const weight = weights[id];
  const part = escaped(purposes[options.indexOf(held(parts, id))] ?? "");
  const values = { criterion: escaped(name), level: levels[weight], weight: `${weight}`, part };
  return line(part ? words.driver_part : words.driver, values);
}

const considered = (page, { id, name, version }) =>
  line(version ? page.words.option : page.words.option_alone, { option: escaped(name), version: escaped(version ?? ""), url: linked(page, `th.option-${id}`) });

function sumTable(page, sum) {
  const { words, facts } = page;
  const numbers = (values, rest) => [...values, rest].map((value) => escaped(shown(value, sum.scale)));
  const lines = [
    [words.sum_head, ...facts.options.map((o) => escaped(o.name)), words.undecided_name],
    ["---", "---:", ...facts.options.map(() => "---:"), "---:"],
    ...sum.rows.map((r) => [escaped(page.criterion(r.id).textContent), r.weight, ...numbers(r.points, r.nobody)]),
    [words.sum_total, sum.weight, ...numbers(sum.totals, sum.nobody)],
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
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

function judged(page, { id, name, published, proposed, mark, reviewed, judged_on: versions }, proposals) {
  const { words } = page;
  const said = line(versions.length ? words.verdict : words.verdict_alone, {
    criterion: escaped(name),
    label: escaped(published.label),
    url: linked(page, `[data-row="${id}"] th`),
    confidence: published.confidence,
    date: reviewed,
    versions: escaped(versions.join(", ")),
  });
  const both = proposed && line(words.verdict_proposed, {
    published: escaped(published.words),
    label: escaped(proposed.label),
    proposed: escaped(proposed.words),
    confidence: proposed.confidence,
    counted: proposals ? words.counted_proposed : words.counted_published,
  });
  const { order } = (proposals && proposed) || published;
  return [said, order && `${escaped(order)}.`, mark && `${escaped(mark)}.`, both].filter(Boolean).join(" ");
}
