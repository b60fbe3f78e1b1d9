// The address: what differs from the default, by id. What no id can be stands for the rest.

import { held } from "./sum.js";

const PROPOSALS = ["proposals.counted", "yes"];

/** The state that a query says, also by former ids; what it does not know, it ignores. */
export function parse(facts, query) {
  const given = new URLSearchParams(query);
  const state = { weights: {}, parts: {}, proposals: given.get(PROPOSALS[0]) === PROPOSALS[1] };
  for (const criterion of facts.criteria) {
    const { id, formerly = [] } = criterion;
    const asked = (after) => [id, ...formerly].map((name) => given.get(name + after)).find((value) => value !== null);
    const level = facts.levels.find((value) => `${value}` === asked(""));
    state.weights[id] = level ?? facts.default;
    for (const [after, { options, purposes }] of splits(criterion)) {
      const part = now(facts.options, asked(`${after}.part`));
      if (purposes.length && options.includes(part)) state.parts[id + after] = part;
    }
  }
  state.proposals &&= facts.criteria.some(({ proposed }) => proposed);
  return state;
}

/** What is published and what is proposed, with what follows the id in the name of a part of it. */
const splits = ({ published, proposed }) => [["", published], ...(proposed ? [[".proposed", proposed]] : [])];

/** The id that a record has now. */
const now = (records, name) => records.find(({ id, formerly = [] }) => [id, ...formerly].includes(name))?.id;

/** The query of a state, "" where all is as it was. */
export function format(facts, { weights, parts, proposals }) {
  const query = new URLSearchParams();
  for (const criterion of facts.criteria) {
    const { id } = criterion;
    if (weights[id] !== facts.default) query.set(id, weights[id]);
    for (const [after] of splits(criterion)) {
      const part = held(parts, id + after);
      if (part) query.set(`${id}${after}.part`, part);
    }
  }
  if (proposals) query.set(...PROPOSALS);
  return query.size ? `?${query}` : "";
}

/** The address of a state, without whatever else stands in the address bar. */
export const shared = ({ facts }, state) => location.origin + location.pathname + format(facts, state);
