import { momentNames } from '../generated/moment-names.ts';

/** The latest supported time: later years have more than four digits and do not sort as strings. */
export const latestMoment = Date.parse('9999-12-31T23:59:59.999Z');

const isDate = (value: unknown): value is Date => Object.prototype.toString.call(value) === '[object Date]';

const dateAndTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const zone = /(Z|[+-]\d\d(:?\d\d)?)$/i;

/** The same date and time, in UTC when it names no zone: never in the zone of this machine. */
const inUtc = (text: string): string =>
  dateAndTime.test(text.replace(' ', 'T')) && !zone.test(text) ? `${text}Z` : text;

/** A `Date` or an ISO 8601 string in milliseconds since 1970; `undefined` for anything else. */
export const toMoment = (value: unknown): number | undefined => {
  const isText = typeof value === 'string' && /^\d{4}-\d\d(-\d\d|$)/.test(value);
  const time = isText ? Date.parse(inUtc(value)) : isDate(value) ? value.getTime() : Number.NaN;
  return time <= latestMoment && time >= Date.parse('0000-01-01T00:00:00.000Z') ? time : undefined;
};

/** The values that `toMoment` accepts, for a message. */
export const momentExpected = 'a Date, or an ISO 8601 string such as "2026-01-01T00:00:00Z"';

/** Free-form records: their names are the caller's own. */
const freeForm: readonly string[] = ['custom_metadata', 'custom_metadata_has'];

const isMomentName = (name: string): boolean => name === 'since' || momentNames.has(name);

/** A date and time as the API writes it: in UTC, with milliseconds. Another text, and one that is invalid, is returned as it is. */
const toUtc = (text: string): string => {
  if (!dateAndTime.test(text)) return text;
  const time = Date.parse(inUtc(text));
  return Number.isNaN(time) ? text : new Date(time).toISOString();
};

const isPlain = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype;

/** The same value where nothing changes: most requests have no dates, and a copy costs more than the search. */
const normalizeValue = (name: string, value: unknown): unknown => {
  if (typeof value === 'string') return isMomentName(name) ? toUtc(value) : value;
  if (typeof value !== 'object' || value === null || freeForm.includes(name)) return value;
  if (!Array.isArray(value)) return isPlain(value) ? normalizeMoments(value) : value;
  const items = value.map((item) => normalizeValue(name, item));
  return items.some((item, index) => item !== value[index]) ? items : value;
};

/**
 * The same parameters or properties with all dates and times in UTC with milliseconds, at any depth, whatever zone they were
 * written in: what is stored compares as text.
 */
export const normalizeMoments = <T extends object>(values: T): T => {
  const entries = Object.entries(values);
  if (entries.every(([name, value]) => normalizeValue(name, value) === value)) return values;
  return Object.fromEntries(entries.map(([name, value]) => [name, normalizeValue(name, value)])) as T;
};

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
