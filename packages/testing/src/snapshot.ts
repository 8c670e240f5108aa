import { checkSnapshot } from './check-snapshot.ts';
import { Collection } from './collection.ts';
import type { IdsData } from './ids.ts';
import type { Job } from './job-queue.ts';
import { Links } from './links.ts';
import type { World } from './world.ts';

/** Everything a fake remembers, as plain data that JSON can hold. */
export interface Snapshot {
  readonly version: 1;
  readonly now: string;
  readonly random: number;
  readonly ids: IdsData;
  readonly jobs: readonly Job[];
  readonly state: Readonly<Record<string, unknown>>;
}

const partsOf = (world: World) =>
  Object.entries(world.state).filter(
    (entry): entry is [string, Collection<never> | Links] =>
      entry[1] instanceof Collection || entry[1] instanceof Links,
  );

/** Takes down what a world remembers. Rows are never changed in place, so nothing is copied. */
export const takeSnapshot = (world: World): Snapshot => ({
  version: 1,
  now: world.clock.timestamp(),
  random: world.random.toJSON(),
  ids: world.ids.toJSON(),
  jobs: world.queue.toJSON(),
  state: Object.fromEntries(partsOf(world).map(([name, part]) => [name, part.toJSON()])),
});

/**
 * Puts a world back to what it was: all of it, or nothing.
 * @throws SeamConfigError that names the part which is missing or wrong
 */
export const restoreSnapshot = (world: World, snapshot: Snapshot): void => {
  const parts = partsOf(world);
  checkSnapshot(snapshot, parts);
  for (const [name, part] of parts) part.load(snapshot.state[name] as never);
  world.clock.load(snapshot.now);
  world.random.load(snapshot.random);
  world.ids.load(snapshot.ids);
  world.queue.load(snapshot.jobs);
};
