/** Measures the subjects in turn, round by round, each round starting with another: a busy minute hits all alike. */
export const interleave = <TName extends string, TValue>(
  names: readonly TName[],
  rounds: number,
  measure: (name: TName) => TValue,
): Record<TName, TValue[]> => {
  const results = Object.fromEntries(names.map((name) => [name, [] as TValue[]])) as Record<TName, TValue[]>;
  for (let round = 0; round < rounds; round += 1) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) results[name].push(measure(name));
  }
  return results;
};
