// Where a sum stands among all settings: as in analysis/strip.py, in thousandths of the strip.

/** Its place, and in how many of all settings its leader leads by more. */
export function mark(strip, { leader, lead }) {
  const { start, end, outer, atLeast } = strip[leader ?? ""];
  if (leader === null) return { at: Math.floor((start + end) / 2), beyond: 0 };
  const share = (holds) => atLeast.find(([units]) => holds(units))?.[1] ?? 0;
  const beyond = share((units) => units > lead);
  const away = Math.min(Math.floor((share((units) => units >= lead) + beyond) / 2), end - start);
  return { at: outer === "start" ? start + away : end - away, beyond };
}
