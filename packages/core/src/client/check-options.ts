import { SeamConfigError } from '../errors/seam-error.ts';
import {
  checkOptions,
  describeValue,
  type OptionRule,
  type OptionRules,
  rules,
} from '../shared/check-options.ts';
import { isObject } from '../shared/type-checks.ts';
import type { CallOptions, RetryOptions, SeamHooks, SeamOptions, WaitOptions } from './options.ts';

const text = rules.type('string');
const milliseconds = rules.milliseconds();
const object = rules.type('object');

/** An iterator is empty after its first use, so that the next page or poll would be sent without the headers. */
const headers: OptionRule = {
  expected: 'an object or a list, not an iterator',
  accepts: (value) =>
    object.accepts(value) && typeof (value as Record<string, unknown>)['next'] !== 'function',
};

/** Checks the shape, because a signal may be of another realm. */
const signal: OptionRule = {
  expected: 'an AbortSignal',
  accepts: (value) =>
    isObject(value) && 'aborted' in value && typeof value['removeEventListener'] === 'function',
};

/** The options of `waitForActionAttempt`. */
export type WaitCallOptions = WaitOptions & Pick<CallOptions, 'signal' | 'headers' | 'retry'>;

const retryRules: OptionRules<RetryOptions> = {
  attempts: rules.count(),
  baseDelay: rules.milliseconds(0),
  maxRetryAfter: rules.milliseconds(0),
};

const waitRules: OptionRules<WaitOptions> = { timeout: milliseconds, pollingInterval: milliseconds };

const shared: OptionRules<Omit<CallOptions, 'signal'>> = {
  timeout: milliseconds,
  totalTimeout: milliseconds,
  retry: rules.either(rules.oneOf(false), object),
  headers,
  waitForActionAttempt: rules.either(rules.type('boolean'), object),
};

const waitCallRules: OptionRules<WaitCallOptions> = {
  ...waitRules,
  signal,
  headers,
  retry: shared.retry,
};

const callRules: OptionRules<CallOptions> = { ...shared, signal };

const hook = rules.type('function');
const hookRules: OptionRules<SeamHooks> = { request: hook, response: hook, retry: hook, error: hook };

const seamRules: OptionRules<SeamOptions> = {
  ...shared,
  apiKey: text,
  clientSessionToken: text,
  personalAccessToken: text,
  consoleSessionToken: text,
  publishableKey: text,
  userIdentifierKey: text,
  workspaceId: rules.either(text, rules.oneOf(null)),
  auth: rules.oneOf('none'),
  endpoint: text,
  fetch: hook,
  hooks: object,
};

/**
 * Returns a copy of the options, with the symbols of this package: a call or a client does not change when the caller changes
 * the object afterwards, for example to use it for another one.
 */
const check = <TOptions extends Pick<CallOptions, 'retry' | 'waitForActionAttempt'>>(
  owner: string,
  options: TOptions,
  known: OptionRules<TOptions>,
): TOptions => {
  const checked = checkOptions(owner, options, known);
  const { retry, waitForActionAttempt: wait } = checked;
  return {
    ...options,
    ...checked,
    retry: retry && checkOptions(`${owner}: retry`, retry, retryRules),
    waitForActionAttempt:
      typeof wait === 'object' ? checkOptions(`${owner}: waitForActionAttempt`, wait, waitRules) : wait,
  };
};

/** @throws SeamConfigError */
export const checkSeamOptions = (options: SeamOptions): SeamOptions => {
  const checked = check('createSeam', options, seamRules);
  if (checked.hooks) checkOptions('createSeam: hooks', checked.hooks, hookRules);
  return checked;
};

/** @throws SeamConfigError */
export const checkCallOptions = (path: string, options: CallOptions): CallOptions =>
  check(path, options, callRules);

/** @throws SeamConfigError */
export const checkWaitOptions = (options: WaitCallOptions): WaitCallOptions =>
  check('waitForActionAttempt', options, waitCallRules);

/**
 * Checks that a method was passed, and not the promise of a call.
 * @throws SeamConfigError
 */
export const checkMethod = (name: string, method: unknown): void => {
  if (typeof method === 'function') return;
  // The rejection of the mistaken call has no other handler.
  if (method instanceof Promise) method.catch(() => {});
  throw new SeamConfigError(
    `${name} takes a method and its parameters: ${name}(seam.devices.list, params), not seam.devices.list(params); got ${describeValue(method)}.`,
  );
};
