import { checkClaim, type ClaimShape } from './check-claim.ts';
import { checkStore } from './check-store.ts';
import { within } from '../within.ts';

/** A store of claims, as somebody else may have written it. */
interface Store<TRequest, TClaim, TDone extends unknown[]> {
  claim(key: string, request: TRequest): TClaim | Promise<TClaim>;
  complete(key: string, token: string, ...done: TDone): void | Promise<void>;
  release(key: string, token: string): void | Promise<void>;
}

/** A store that always answers, if only by rejecting. */
export interface TimedStore<TRequest, TClaim, TDone extends unknown[] = []> {
  claim(key: string, request: TRequest): Promise<TClaim>;
  complete(key: string, token: string, ...done: TDone): Promise<void>;
  release(key: string, token: string): Promise<void>;
}

export interface StorePatience {
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
export const timedStore = <
  TRequest,
  TClaim extends { readonly state: string; readonly token?: string },
  TDone extends unknown[],
>(
  store: Store<TRequest, TClaim, TDone>,
  { name: option, shape, limit, unavailable }: StorePatience,
): TimedStore<TRequest, TClaim, TDone> => {
  checkStore(option, store);
  const ask = <TValue>(name: keyof typeof store, asked: Promise<TValue>): Promise<TValue> => {
    const answered = asked.catch((cause: unknown) => {
      throw unavailable(cause);
    });
    return within(limit, answered, () =>
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
