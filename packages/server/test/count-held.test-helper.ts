import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Counts the objects that are still in memory. */
export const countHeld = async (references: readonly WeakRef<object>[]): Promise<number> => {
  // `deref` keeps an object alive until the end of the current turn of the event loop.
  await new Promise((resolve) => void setImmediate(resolve));
  collectGarbage();
  return references.filter((reference) => reference.deref() !== undefined).length;
};
