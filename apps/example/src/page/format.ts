const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const exactTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** "28 Nov 2026, 13:05" */
export const formatTime = (iso: string): string => time.format(new Date(iso));

/** "28 Nov 2026, 13:05:42" */
export const formatExactTime = (iso: string): string => exactTime.format(new Date(iso));

/** "1 door", "3 doors" */
export const count = (number: number, one: string, many: string): string =>
  `${number} ${number === 1 ? one : many}`;
