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
  headers: object,
  waitForActionAttempt: rules.either(rules.type('boolean'), object),
};

const waitCallRules: OptionRules<WaitCallOptions> = {
  ...waitRules,
  signal,
  headers: object,
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

const checkNested = (
  owner: string,
  { retry, waitForActionAttempt: wait }: Pick<CallOptions, 'retry' | 'waitForActionAttempt'>,
) => ({
  retry: retry && checkOptions(`${owner}: retry`, retry, retryRules),
  waitForActionAttempt:
    typeof wait === 'object' ? checkOptions(`${owner}: waitForActionAttempt`, wait, waitRules) : wait,
});

/**
 * Returns a copy of the options: the client does not change when the caller reuses the object for another one.
 * @throws SeamConfigError
 */
export const checkSeamOptions = (options: SeamOptions): SeamOptions => {
  const checked = checkOptions('createSeam', options, seamRules);
  if (checked.hooks) checkOptions('createSeam: hooks', checked.hooks, hookRules);
  return { ...checked, ...checkNested('createSeam', checked) } as SeamOptions;
};

/** @throws SeamConfigError */
export const checkCallOptions = (path: string, options: CallOptions): void => {
  checkOptions(path, options, callRules);
  checkNested(path, options);
};

/** @throws SeamConfigError */
export const checkWaitOptions = (options: WaitCallOptions): void => {
  checkOptions('waitForActionAttempt', options, waitCallRules);
  checkNested('waitForActionAttempt', options);
};

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
