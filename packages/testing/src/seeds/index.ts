import type { Add } from '../fake/add-interface.ts';
import type { State } from '../fake/state.ts';
import { building } from './building.ts';
import { hotel } from './hotel.ts';
import { large } from './large.ts';

/** Adds initial data to a new fake. */
export type Seed = (add: Add, state: State) => void;

/** The seeds that come with the fake. */
export const seeds = {
  /** A workspace with an API key, and nothing in it. */
  empty: () => {},
  building,
  hotel,
  large,
} satisfies Record<string, Seed>;

/** The name of a seed that comes with the fake. */
export type SeedName = keyof typeof seeds;
