import { SeamConfigError } from '@org/seam-core';
import { bytesOf, describeValue, withTimeout } from '@org/seam-core/internal';
import { toCause } from '../http/api-error.ts';

/** The SHA-256 of a body, in hexadecimal digits. */
export const fingerprintOf = async (body: string | ArrayBufferView | ArrayBufferLike): Promise<string> => {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : bytesOf(body);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

const methodProblem = (value: unknown, methods: readonly string[]): string | undefined => {
  if (typeof value === 'function' && methods.some((name) => !(name in value)))
    return `got the function ${value.name}: if it creates one, call it and pass the result`;
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null)
    return `got ${describeValue(value)}`;
  const missing = methods.find((name) => typeof Reflect.get(value, name) !== 'function');
  return missing && `${missing} is ${describeValue(Reflect.get(value, missing))}`;
};

/**
 * Rejects an object that lacks a method.
 *
 * @param name of the object, for the message, such as `The option store`
 * @throws SeamConfigError that names the first missing method
 */
export const checkMethods = (name: string, value: unknown, methods: readonly string[]): void => {
  const problem = methodProblem(value, methods);
  if (problem === undefined) return;
  const list = methods.join(', ').replace(/, (?=[^,]*$)/, ' and ');
  throw new SeamConfigError(
    `${name} must be an object with the function${methods.length > 1 ? 's' : ''} ${list}; ${problem}.`,
  );
};

/**
 * @param name of the option
 * @throws SeamConfigError when the value is not a store of leases
 */
export const checkStore = (name: string, store: unknown): void =>
  checkMethods(`The option ${name}`, store, ['acquire', 'complete', 'release']);

/** The states that `acquire` may return, each with its fields and their checks. */
type LeaseStates = Readonly<Record<string, Readonly<Record<string, (value: unknown) => boolean>>>>;

export const isNonEmptyString = (value: unknown): boolean => typeof value === 'string' && value !== '';

const describeType = (value: unknown): string => {
  if (value === '') return 'an empty string';
  return value === null ? 'null' : typeof value;
};

const leaseProblem = (lease: unknown, states: LeaseStates): string | undefined => {
  if (typeof lease !== 'object' || lease === null) return describeType(lease);
  const state: unknown = Reflect.get(lease, 'state');
  if (typeof state !== 'string' || !Object.hasOwn(states, state))
    return `the state ${typeof state === 'string' ? JSON.stringify(state.slice(0, 40)) : describeType(state)}`;
  for (const [name, isValid] of Object.entries(states[state] ?? {})) {
    const value: unknown = Reflect.get(lease, name);
    // The type only: the value of a token is confidential.
    if (!isValid(value)) return `the state "${state}" and ${describeType(value)} as its ${name}`;
  }
  return undefined;
};

/**
 * Rejects an invalid result of `acquire`. Misread, it would make work run twice, or never.
 * @throws Error that describes the result
 */
export const checkLeaseResult = (lease: unknown, states: LeaseStates): void => {
  const problem = leaseProblem(lease, states);
  if (problem === undefined) return;
  const valid = Object.entries(states).map(([state, fields]) =>
    [`"${state}"`, ...Object.keys(fields)].join(' with '),
  );
  throw new Error(`acquire of the store returned ${problem}. Valid states are ${valid.join(', ')}.`);
};

/** A store of leases, as an application may have implemented it. */
interface Store<TRequest, TLease, TResult extends unknown[]> {
  acquire(key: string, request: TRequest): TLease | Promise<TLease>;
  complete(key: string, token: string, ...result: TResult): void | Promise<void>;
  release(key: string, token: string): void | Promise<void>;
}

/** A store of leases whose calls settle in time, and whose results are valid. */
export interface CheckedStore<TRequest, TLease, TResult extends unknown[] = []> {
  acquire(key: string, request: TRequest): Promise<TLease>;
  complete(key: string, token: string, ...result: TResult): Promise<void>;
  release(key: string, token: string): Promise<void>;
}

interface CheckedStoreOptions {
  /** Name of the option that holds the store, for the message. */
  readonly name: string;
  /** The valid results of `acquire`. */
  readonly states: LeaseStates;
  /** Timeout of each call, in milliseconds. */
  readonly timeout: number;
  /** Makes the error for a call that fails, times out or returns an invalid result. */
  readonly unavailable: (cause: unknown) => Error;
}

/**
 * Wraps a store so that a call that hangs or returns an invalid result fails like any other.
 * @throws SeamConfigError at once, when `store` is not a store
 */
export const checkedStore = <
  TRequest,
  TLease extends {
    readonly state: string;
    readonly token?: string;
    readonly isTakeover?: boolean | undefined;
  },
  TResult extends unknown[],
>(
  store: Store<TRequest, TLease, TResult>,
  { name: option, states, timeout, unavailable }: CheckedStoreOptions,
): CheckedStore<TRequest, TLease, TResult> => {
  checkStore(option, store);
  const inTime = <TValue>(method: keyof typeof store, call: Promise<TValue>): Promise<TValue> => {
    const checked = call.catch((error: unknown) => {
      throw unavailable(toCause(error));
    });
    return withTimeout(timeout, checked, () =>
      unavailable(new Error(`The store took longer than ${timeout} milliseconds for ${method}.`)),
    );
  };
  // Async functions, so that an error thrown synchronously becomes a rejection.
  const acquire = async (key: string, request: TRequest): Promise<TLease> => {
    const lease = await store.acquire(key, request);
    checkLeaseResult(lease, states);
    return lease;
  };
  const complete = async (key: string, token: string, ...result: TResult): Promise<void> =>
    store.complete(key, token, ...result);
  const release = async (key: string, token: string): Promise<void> => store.release(key, token);

  return {
    acquire: async (key, request) => {
      const call = acquire(key, request);
      try {
        return await inTime('acquire', call);
      } catch (error) {
        // A lease that is acquired after the timeout has no user. A takeover is kept until it expires: without it, the next
        // caller would not know that an earlier one may have done the work.
        call
          .then(({ token, isTakeover }) =>
            token === undefined || isTakeover ? undefined : release(key, token),
          )
          .catch(() => {});
        throw error;
      }
    },
    complete: (key, token, ...result) => inTime('complete', complete(key, token, ...result)),
    release: (key, token) => inTime('release', release(key, token)),
  };
};
