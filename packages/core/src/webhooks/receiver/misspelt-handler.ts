/** Whether two texts are the same but for one letter that is missing, wrong or too many, or two that changed places. */
const isOneSlipApart = (one: string, other: string): boolean => {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  const shorter = Math.min(one.length, other.length);
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
};

/** The name under which a function was most likely meant for events of this type, of which there is none. */
export const misspeltHandler = (on: object, eventType: string): string | undefined =>
  Object.hasOwn(on, eventType) ? undefined : Object.keys(on).find((name) => isOneSlipApart(name, eventType));
