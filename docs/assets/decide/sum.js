// Arithmetic in whole numbers of units of 1/scale, so that every sum is exact.

const gcd = (a, b) => (b ? gcd(b, a % b) : a);
const lcm = (a, b) => (a / gcd(a, b)) * b;

/** What a record holds under an id, which may be the name of something that every object has. */
export const held = (record, id) => (Object.hasOwn(record, id) ? record[id] : undefined);

/** The facts for a sum: of each criterion what is published or, with proposals, what is proposed. */
export function counted(facts, proposals) {
  const outcome = ({ published, proposed }) => (proposals && proposed) || published;
  return { ...facts, criteria: facts.criteria.map((c) => ({ ...c, ...outcome(c) })) };
}

/** The parts that apply to what is counted, by criterion id; those of a proposal are kept apart. */
export function partsOf(facts, { parts, proposals }) {
  const name = ({ id, proposed }) => (proposals && proposed ? `${id}.proposed` : id);
  return Object.fromEntries(facts.criteria.map((c) => [c.id, held(parts, name(c))]));
}

/** Add up: weights and parts by criterion id, as in analysis/weights.py. */
export function weigh(facts, weights = {}, parts = {}) {
  const ids = facts.options.map((option) => option.id);
  const scale = facts.criteria.reduce((all, c) => lcm(all, shares(c)), 1);
  const rows = facts.criteria.map((c) => row(c, held(weights, c.id) ?? facts.default, held(parts, c.id), ids, scale));
  const totals = ids.map((_, index) => add(rows.map((r) => r.points[index])));
  const most = Math.max(...totals);
  const ahead = ids.filter((_, index) => totals[index] === most);
  const sorted = [...totals].sort((a, b) => b - a);
  const weight = add(rows.map((r) => r.weight));
  const nobody = add(rows.map((r) => r.nobody));
  const leader = ahead.length === 1 ? ahead[0] : null;
  return { ids, scale, rows, totals, nobody, weight, most, ahead, leader, lead: sorted[0] - sorted[1] };
}

/** The sum of a state of the controls. */
export function sumOf({ facts }, state) {
  const counting = counted(facts, state.proposals);
  return weigh(counting, state.weights, partsOf(counting, state));
}

/** The state in which the other verdicts count. */
export const otherwise = (state) => ({ ...state, proposals: !state.proposals });

const add = (numbers) => numbers.reduce((all, number) => all + number, 0);

/** How many share the weight of a criterion; each of several that lead gets all of it. */
const shares = ({ purposes }) => purposes.length || 1;

function row(criterion, weight, part, ids, scale) {
  const mine = shares(criterion) > 1 && criterion.options.includes(part);
  const takers = mine ? [part] : criterion.options;
  const share = scale / (mine ? 1 : shares(criterion));
  const given = ids.map((id) => (takers.includes(id) ? share : 0));
  const points = given.map((one) => weight * one);
  return { id: criterion.id, weight, shares: given, points, nobody: takers.length ? 0 : weight * scale };
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
export function grouped(tips) {
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

export const compare = ([a, b], [c, d]) => Number(BigInt(a) * BigInt(d) - BigInt(c) * BigInt(b));

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
