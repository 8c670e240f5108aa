import { SeamConfigError } from '../errors/seam-config-error.ts';

const methods = ['claim', 'complete', 'release'];

const found = (store: unknown): string | undefined => {
  if (typeof store === 'function')
    return `it is a function, ${store.name}: pass what that returns, if it makes stores`;
  if (typeof store !== 'object' || store === null) return `it is ${store === null ? 'null' : typeof store}`;
  const missing = methods.find((name) => typeof Reflect.get(store, name) !== 'function');
  return missing && `${missing} is ${typeof Reflect.get(store, missing)}`;
};

/**
 * Refuses what is no store of claims, which would show itself with the first claim otherwise.
 *
 * @param name what the option is called
 * @throws SeamConfigError
 */
export const checkStore = (name: string, store: unknown): void => {
  const here = found(store);
  if (here === undefined) return;
  throw new SeamConfigError(
    `The option ${name} is an object with the functions claim, complete and release, and here ${here}.`,
  );
};
