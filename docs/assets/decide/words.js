// Words: patterns from the page, filled with texts or elements.

import { compare, grouped, robustness, shown, shownAbove } from "./sum.js";

export const fill = (pattern, values) =>
  pattern.split(/\{(\w+)\}/).flatMap((piece, index) => (index % 2 ? values[piece] : piece));

const joined = (items, last) =>
  items.flatMap((item, index) => {
    if (!index) return [item];
    return [index < items.length - 1 ? ", " : ` ${last} `, item];
  });

/** The names of a few criteria; of more, the first and how many are left. */
function few({ words, criterion }, tips) {
  const left = tips.length > words.most_named ? tips.length - words.most_named + 1 : 0;
  const names = tips.slice(0, tips.length - left).map((tip) => criterion(tip.criterion));
  return joined(left ? [...names, fill(words.one_of_others, { count: `${left}` }).join("")] : names, words.or);
}

export function named(name, className) {
  const element = document.createElement("b");
  element.className = className;
  element.dir = "auto"; // isolates it, as bdi does
  element.textContent = name;
  return element;
}

export function result(page, sum) {
  const { words } = page;
  const points = sum.weight === 1 ? words.point : words.points;
  const values = { total: `${sum.weight}`, points, lead: shown(sum.lead, sum.scale), most: shown(sum.most, sum.scale) };
  if (!sum.weight) return [words.nothing];
  if (sum.leader) return fill(words.ahead, { ...values, leader: page.option(sum.leader) });
  if (!sum.most) return fill(words.undecided, values);
  return fill(words.level, { ...values, options: joined(sum.ahead.map(page.option), words.and) });
}

export function robust(page, sum) {
  const { kind, tips } = robustness(sum);
  if (kind === "firm") return [firm(page, sum)];
  if (!tips.length) return [page.words.unbroken];
  const sentence = kind === "tips" ? nearest : breaks;
  return grouped(tips).flatMap((group, index) => [...(index ? [" "] : []), ...sentence(page, sum, group)]);
}

function firm({ words }, { rows, scale }) {
  const shared = rows.some(({ shares }) => shares.some((share) => share && share < scale));
  return shared ? `${words.firm} ${words.firm_split}` : words.firm;
}

function nearest(page, sum, tips) {
  const { words } = page;
  const [{ options, threshold, factor, weight }] = tips;
  const uniform = sum.rows.every((r) => r.weight === weight);
  const highest = Math.max(...page.facts.levels);
  const own = compare(threshold, [highest, 1]) < 0 ? words.tips_own : words.tips_beyond;
  return fill(uniform ? words.tips_even : own, {
    options: joined(options.map(page.option), words.and),
    wins: options.length === 1 ? words.wins : words.win,
    criterion: few(page, tips),
    factor: factor ? times(words, shownAbove(factor)) : "",
    threshold: shownAbove(threshold),
    highest: page.levels[highest],
    weight: `${weight}`,
  });
}

const times = (words, factor) =>
  ({ 2: words.double, 3: words.triple })[factor] ?? fill(words.times, { factor }).join("");

function breaks(page, sum, tips) {
  return fill(page.words.breaks, { criteria: few(page, tips), option: page.option(tips[0].options[0]) });
}

/** Where a sum stands among all settings. */
export function mine({ words, option }, { leader }, { beyond }) {
  if (leader === null) return [words.mine_level];
  if (!beyond) return fill(words.mine_most, { leader: option(leader) });
  const percent = Math.floor((beyond + 5) / 10);
  const share = percent ? fill(words.percent, { percent }).join("") : words.percent_little;
  return fill(words.mine_beyond, { leader: option(leader), share });
}
