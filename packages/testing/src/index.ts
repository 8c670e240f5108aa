/** `@org/seam-testing`: a Seam for test suites. */
export { createFakeSeam, type FakeSeam } from './create-fake-seam.ts';
export type { FakeSeamOptions } from './fake-seam-options.ts';
export { defaultAssumptions, type Assumptions } from './assumptions.ts';
export type { Add } from './add.ts';
export type { Clock } from './clock.ts';
export type { Collection, WorkspaceRow } from './collection.ts';
export type { Links } from './links.ts';
export type { ListeningFake, ListenOptions } from './listen.ts';
export type { Seed, SeedName } from './seeds/index.ts';
export type { Snapshot } from './snapshot.ts';
export type { State } from './state.ts';
export type * from './rows.ts';

// What goes wrong, and what was seen
export type { Fault, FaultKind } from './faults/fault.ts';
export type { Faults, FaultTarget } from './faults/faults.ts';
export type { RateLimits } from './faults/rate-limits.ts';
export type { CallFilter, Journal, JournalCall } from './journal.ts';
export type { ProviderAction, ProviderFailure, ProviderFailures } from './provider-failures.ts';
