import type { SeamEvent } from '@org/seam-core';

type Filters = Readonly<Record<string, unknown>>;

/** What an event says of something: under its name, or as a list under its plural. */
const valuesOf = (event: Readonly<Record<string, unknown>>, name: string): unknown[] =>
  [event[name], event[`${name}s`]].flat();

/**
 * Whether an event is what all the filters ask for. A filter has the name of what an event says, or its plural when it
 * takes several values.
 */
export const matchesFilters = (event: SeamEvent, filters: Filters): boolean =>
  Object.entries(filters).every(([filter, wanted]) => {
    if (wanted === undefined) return true;
    const name = Array.isArray(wanted) ? filter.replace(/s$/, '') : filter;
    const values = valuesOf({ ...event }, name);
    return [wanted].flat().some((value) => values.includes(value));
  });
