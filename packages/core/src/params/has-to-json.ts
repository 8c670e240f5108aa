/** Whether a value says itself how JSON writes it: a `Date`, and those of Temporal, Day.js, Luxon and Moment. */
export const hasToJson = (value: unknown): value is { toJSON(): unknown } =>
  typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function';
