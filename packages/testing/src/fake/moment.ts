/** The latest supported time: later years have more than four digits and do not sort as strings. */
export const latestMoment = Date.parse('9999-12-31T23:59:59.999Z');

const isDate = (value: unknown): value is Date => Object.prototype.toString.call(value) === '[object Date]';

/** A `Date` or an ISO 8601 string in milliseconds since 1970; `undefined` for anything else. */
export const toMoment = (value: unknown): number | undefined => {
  const isText = typeof value === 'string' && /^\d{4}-\d\d(-\d\d|$)/.test(value);
  const time = isText || isDate(value) ? new Date(value).getTime() : Number.NaN;
  return time <= latestMoment && time >= Date.parse('0000-01-01T00:00:00.000Z') ? time : undefined;
};

/** The values that `toMoment` accepts, for a message. */
export const momentExpected = 'a Date, or an ISO 8601 string such as "2026-01-01T00:00:00Z"';
