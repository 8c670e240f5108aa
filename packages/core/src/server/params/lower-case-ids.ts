const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value));

const lower = (name: string, value: unknown): unknown => {
  if (typeof value === 'string') return /_ids?$/.test(name) && uuid.test(value) ? value.toLowerCase() : value;
  if (Array.isArray(value)) return value.map((item) => lower(name, item));
  return isPlain(value) ? lowerCaseIds(value) : value;
};

/** The parameters with their UUIDs in lower case, so that whoever decides and whoever acts compare the same text. */
export const lowerCaseIds = (params: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, lower(name, value)]));
