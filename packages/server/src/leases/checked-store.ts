import { SeamConfigError } from '@org/seam-core';
import { describeValue, withTimeout } from '@org/seam-core/internal';

/** Which states a claim may have, and what belongs to each of them. */
type ClaimShape = Readonly<Record<string, Readonly<Record<string, (value: unknown) => boolean>>>>;

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

const storeProblem = (value: unknown, methods: readonly string[]): string | undefined => {
  if (typeof value === 'function' && methods.some((name) => !(name in value)))
    return `got the function ${value.name}: pass what that returns, if it makes one`;
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null)
    return `got ${describeValue(value)}`;
  const missing = methods.find((name) => typeof Reflect.get(value, name) !== 'function');
  return missing && `${missing} is ${describeValue(Reflect.get(value, missing))}`;
};

/**
 * Refuses an object without the functions that it has to have, which would fail when they are called otherwise.
 *
 * @param name what the object is, such as `createWebhookReceiver: store`
 * @throws SeamConfigError that names the first function that is missing
 */
export const checkMethods = (name: string, value: unknown, methods: readonly string[]): void => {
  const problem = storeProblem(value, methods);
  if (problem === undefined) return;
  const list = methods.join(', ').replace(/, (?=[^,]*$)/, ' and ');
  throw new SeamConfigError(
    `${name} must be an object with the function${methods.length > 1 ? 's' : ''} ${list}; ${problem}.`,
  );
};

/**
 * @param name what the option is called
 * @throws SeamConfigError when it is no store of claims
 */
export const checkStore = (name: string, store: unknown): void =>
  checkMethods(`The option ${name}`, store, ['claim', 'complete', 'release']);

/** A store of claims, as somebody else may have written it. */
interface Store<TRequest, TClaim, TDone extends unknown[]> {
  claim(key: string, request: TRequest): TClaim | Promise<TClaim>;
  complete(key: string, token: string, ...done: TDone): void | Promise<void>;
  release(key: string, token: string): void | Promise<void>;
}

/** A store that always answers, if only by rejecting. */
export interface CheckedStore<TRequest, TClaim, TDone extends unknown[] = []> {
  claim(key: string, request: TRequest): Promise<TClaim>;
  complete(key: string, token: string, ...done: TDone): Promise<void>;
  release(key: string, token: string): Promise<void>;
}

interface StorePatience {
  /** What the option is called, for the error. */
  readonly name: string;
  /** What the store may answer to a claim. */
  readonly shape: ClaimShape;
  /** How long a call may take, in milliseconds. */
  readonly limit: number;
  /** What is thrown when the store fails, is late, or answers what it may not. */
  readonly unavailable: (cause: unknown) => Error;
}

/**
 * A store of which no call takes longer than it may: one that hangs, or answers nonsense, is as good as one that fails.
 * @throws SeamConfigError at once, when it is no store
 */
export const checkedStore = <
  TRequest,
  TClaim extends { readonly state: string; readonly token?: string },
  TDone extends unknown[],
>(
  store: Store<TRequest, TClaim, TDone>,
  { name: option, shape, limit, unavailable }: StorePatience,
): CheckedStore<TRequest, TClaim, TDone> => {
  checkStore(option, store);
  const ask = <TValue>(name: keyof typeof store, asked: Promise<TValue>): Promise<TValue> => {
    const answered = asked.catch((cause: unknown) => {
      throw unavailable(cause);
    });
    return withTimeout(limit, answered, () =>
      unavailable(new Error(`The store took longer than ${limit} milliseconds for ${name}.`)),
    );
  };
  // Inside an async function, what a store throws at once is a rejection as well.
  const claim = async (key: string, request: TRequest): Promise<TClaim> => {
    const answer = await store.claim(key, request);
    checkClaim(answer, shape);
    return answer;
  };
  const complete = async (key: string, token: string, ...done: TDone): Promise<void> =>
    store.complete(key, token, ...done);
  const release = async (key: string, token: string): Promise<void> => store.release(key, token);

  return {
    claim: async (key, request) => {
      const asked = claim(key, request);
      try {
        return await ask('claim', asked);
      } catch (error) {
        // A claim that is made after all has nobody who would act on it.
        asked.then(({ token }) => (token === undefined ? undefined : release(key, token))).catch(() => {});
        throw error;
      }
    },
    complete: (key, token, ...done) => ask('complete', complete(key, token, ...done)),
    release: (key, token) => ask('release', release(key, token)),
  };
};
