/** How many characters have to be added, removed or replaced to make one text the other (Levenshtein distance). */
const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let index = 0; index < from.length; index += 1) {
    const next = [index + 1];
    for (let at = 1; at <= to.length; at += 1)
      next.push(
        Math.min(
          (row[at] ?? 0) + 1,
          (next[at - 1] ?? 0) + 1,
          (row[at - 1] ?? 0) + (from[index] === to[at - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
};

/** Of a longer name nothing is suggested: the comparison would take too long. */
const longest = 100;

/**
 * The end of a message about a name that is not one of the known ones: ` Did you mean "seed"?`, or, when none is similar,
 * the known names where there are at most 30.
 */
export const suggest = (name: string, known: readonly string[]): string => {
  const typed = name.toLowerCase();
  let best: string | undefined;
  let least = typed.length > longest ? 0 : Math.max(2, typed.length / 3) + 0.1;
  for (const candidate of known) {
    const lower = candidate.toLowerCase();
    const isPart = typed.length > 2 && lower.length > 2 && (lower.includes(typed) || typed.includes(lower));
    // A part counts for more than one slip, and for less than two.
    const far = isPart && lower !== typed ? 1.5 : distance(typed, lower);
    if (far < least) [best, least] = [candidate, far];
  }
  if (best !== undefined) return ` Did you mean "${best}"?`;
  return known.length > 30 ? '' : ` Known: ${known.join(', ')}.`;
};
