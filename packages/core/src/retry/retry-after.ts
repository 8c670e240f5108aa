const longest = 2 ** 31 - 1;

// The three forms of a date in HTTP; the last one names no zone and means GMT.
const dates = [
  /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^\w+day, \d{2}-\w{3}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^\w{3} \w{3} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
];

/**
 * The value of a `Retry-After` header in milliseconds, from seconds or from a date. `undefined` when it is neither, or
 * asks for nothing.
 */
export const parseRetryAfter = (value: string | null): number | undefined => {
  if (value === null) return undefined;
  const ms = /^\d+$/.test(value)
    ? Number(value) * 1000
    : dates.some((date) => date.test(value))
      ? Date.parse(value.endsWith('GMT') ? value : `${value} GMT`) - Date.now()
      : 0;
  return ms > 0 ? Math.min(ms, longest) : undefined;
};
