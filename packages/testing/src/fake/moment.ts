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

interface Timed {
  readonly clock: { now(): Date };
}

/** Whether an object has expired. */
export const hasExpired = ({ clock }: Timed, { expires_at }: { readonly expires_at: string }): boolean =>
  Date.parse(expires_at) <= clock.now().getTime();

interface Period {
  readonly starts_at?: string | null | undefined;
  readonly ends_at?: string | null | undefined;
}

/** Whether the current time is within a period. A period may be open on either side; its end is exclusive. */
export const isCurrent = ({ clock }: Timed, { starts_at, ends_at }: Period = {}): boolean => {
  const now = clock.now().getTime();
  return (!starts_at || Date.parse(starts_at) <= now) && (!ends_at || now < Date.parse(ends_at));
};
