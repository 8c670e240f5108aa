import { describeValue } from '../check-options.ts';
import { SeamConfigError } from '../errors/seam-config-error.ts';

const problemOf = (value: unknown, methods: readonly string[]): string | undefined => {
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
  const problem = problemOf(value, methods);
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
