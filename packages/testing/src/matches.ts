/** Whether any of the fields contains what is searched for, whatever the case. No search matches all. */
export const matches = (
  search: string | undefined,
  fields: readonly (string | null | undefined)[],
): boolean =>
  search === undefined ||
  fields.some((field) => field?.toLowerCase().includes(search.toLowerCase()) ?? false);

/** Whether a filter that was not given, or has the value, lets a row through. */
export const isWanted = <TValue>(wanted: TValue | undefined, value: TValue): boolean =>
  wanted === undefined || wanted === value;

/** The same for a filter of several values. */
export const isAmong = <TValue>(wanted: readonly TValue[] | undefined, value: TValue): boolean =>
  wanted?.includes(value) ?? true;

/** Whether a row is older than a filter's moment. */
export const isBefore = (moment: string | undefined, created_at: string): boolean =>
  moment === undefined || Date.parse(created_at) < Date.parse(moment);
