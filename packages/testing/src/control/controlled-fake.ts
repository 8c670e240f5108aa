import type { Clock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import type { Journal } from '../journal.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';

/** What of a fake the control API reaches. */
export interface ControlledFake {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly webhooks: Pick<Webhooks, 'flush'>;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  reset(): void;
}
