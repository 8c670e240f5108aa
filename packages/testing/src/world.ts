import type { CallContext } from '@org/seam-core/server';
import { Clock } from './clock.ts';
import { Ids } from './ids.ts';
import { State } from './state.ts';

/** One isolated Seam: what it remembers, its time and its ids. */
export class World {
  readonly state = new State();
  readonly ids = new Ids();
  readonly clock: Clock;
  /** The base of the URLs it hands out. */
  readonly endpoint: string;

  constructor({ now, endpoint }: { now: Date | string; endpoint: string }) {
    this.clock = new Clock(now);
    this.endpoint = endpoint;
  }
}

/** What a handler knows about a call besides its parameters: the world, and the workspace the caller acts on. */
export interface WorldContext extends CallContext {
  readonly world: World;
  readonly workspace_id: string;
  /** Whether the caller's credential reaches every workspace. */
  readonly allWorkspaces?: boolean;
}
