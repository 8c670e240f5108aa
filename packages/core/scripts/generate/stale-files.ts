/** The files that differ between what is wanted and what is there, in either direction. */
export const staleFiles = (
  wanted: ReadonlyMap<string, string>,
  present: ReadonlyMap<string, string>,
): string[] =>
  [...new Set([...wanted.keys(), ...present.keys()])].filter(
    (path) => wanted.get(path) !== present.get(path),
  );
