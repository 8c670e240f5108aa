/** Measures the subjects in alternating rounds. Each round starts with another one, so that load affects all alike. */
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
