// The address: what differs from the default, by id.

import { held } from "./sum.js";

/** The weights and parts in a query, also by former ids; what it does not know, it ignores. */
export function parse(facts, query) {
  const given = new URLSearchParams(query);
  const state = { weights: {}, parts: {} };
  for (const { id, formerly = [], options } of facts.criteria) {
    const asked = (after) => [id, ...formerly].map((name) => given.get(name + after)).find((value) => value !== null);
    const level = facts.levels.find((value) => `${value}` === asked(""));
    state.weights[id] = level ?? facts.default;
    const part = now(facts.options, asked(".part"));
    if (options.length > 1 && options.includes(part)) state.parts[id] = part;
  }
  return state;
}

/** The id that a record has now. */
const now = (records, name) => records.find(({ id, formerly = [] }) => [id, ...formerly].includes(name))?.id;

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

/** The address of a state, without whatever else stands in the address bar. */
export const shared = ({ facts }, state) => location.origin + location.pathname + format(facts, state);
