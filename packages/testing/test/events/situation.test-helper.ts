import type { FakeSeam } from '../../src/fake/fake-seam.ts';
import type { EventType } from '../../src/resources/events/emit.ts';

/** How the fake comes to write an event of a type. */
export interface Situation {
  /** For SUPPORTED.md: the call that leads to the event. */
  readonly how: string;
  /** Leads to the event in a fake whose seed is empty. */
  readonly happen: (fake: FakeSeam) => unknown;
}

/** A situation for each event type with this prefix. A missing one is a type error. */
export type SituationsOf<TPrefix extends string> = {
  readonly [TType in Extract<EventType, `${TPrefix}.${string}`>]: Situation;
};
