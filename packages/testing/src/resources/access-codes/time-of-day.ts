export const hour = 3_600_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** A formatter is slow to create. */
const formatOf = (time_zone: string): Intl.DateTimeFormat => {
  const known = formats.get(time_zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: time_zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(time_zone, format);
  return format;
};

/** The local time of a moment, as if it were UTC. */
const localTime = (moment: number, time_zone: string): number => {
  const parts = Object.fromEntries(
    formatOf(time_zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour: hours = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hours, minute, second);
};

/** The moment of a local time. Twice, because the offset may change between the two. */
const momentOf = (local: number, time_zone: string): number => {
  const guess = local - (localTime(local, time_zone) - local);
  return local - (localTime(guess, time_zone) - guess);
};

const day = 24 * hour;

/**
 * The moment nearest to another one that has a time of day.
 *
 * @param time `HH:MM` or `HH:MM:SS`
 * @param time_zone an IANA time zone
 */
export const matchTime = (moment: number, time: string, time_zone: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const local = localTime(moment, time_zone);
  const midnight = local - (((local % day) + day) % day);
  const sameDay = midnight + hours * hour + minutes * 60_000 + seconds * 1000;
  const [nearest = moment] = [sameDay - day, sameDay, sameDay + day]
    .map((candidate) => momentOf(candidate, time_zone))
    .toSorted((a, b) => Math.abs(a - moment) - Math.abs(b - moment));
  return nearest;
};
