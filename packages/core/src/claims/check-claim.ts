/** Which states a claim may have, and what belongs to each of them. */
export type ClaimShape = Readonly<Record<string, Readonly<Record<string, (value: unknown) => boolean>>>>;

export const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

const kindOf = (value: unknown): string => {
  if (value === '') return 'an empty text';
  return value === null ? 'null' : typeof value;
};

const problemOf = (claim: unknown, shape: ClaimShape): string | undefined => {
  if (typeof claim !== 'object' || claim === null) return kindOf(claim);
  const state: unknown = Reflect.get(claim, 'state');
  if (typeof state !== 'string' || !Object.hasOwn(shape, state))
    return `the state ${typeof state === 'string' ? JSON.stringify(state.slice(0, 40)) : kindOf(state)}`;
  for (const [name, isGood] of Object.entries(shape[state] ?? {})) {
    const value: unknown = Reflect.get(claim, name);
    // Of what kind, and not what: a token is nobody else's.
    if (!isGood(value)) return `the state "${state}" and ${kindOf(value)} as its ${name}`;
  }
  return undefined;
};

/**
 * Refuses what a store may not answer to a claim. Taken for something else, it would be acted on twice, or not at all.
 * @throws Error that says what came
 */
export const checkClaim = (claim: unknown, shape: ClaimShape): void => {
  const problem = problemOf(claim, shape);
  if (problem === undefined) return;
  const good = Object.entries(shape).map(([state, fields]) =>
    [`"${state}"`, ...Object.keys(fields)].join(' with '),
  );
  throw new Error(`The store answered a claim with ${problem}. There are the states ${good.join(', ')}.`);
};
