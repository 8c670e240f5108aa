import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** How many of some objects are still in memory. */
export const countHeld = async (references: readonly WeakRef<object>[]): Promise<number> => {
  // What was looked at through a reference stays until the turn is over.
  await new Promise((resolve) => void setImmediate(resolve));
  collectGarbage();
  return references.filter((reference) => reference.deref() !== undefined).length;
};
