/** `@org/seam-testing`: a fake of the Seam API for tests. */
export { createFakeSeam } from './fake/create-fake.ts';
export type { FakeSeam } from './fake/fake-seam.ts';
export type { FakeSeamOptions } from './fake/options.ts';
export { defaultAssumptions, type Assumptions } from './fake/assumptions.ts';
export type { Add } from './fake/add-interface.ts';
export type { Clock } from './fake/clock.ts';
export type { Collection, WorkspaceRow } from './fake/collection.ts';
export type { Links } from './fake/links.ts';
export type { ListeningFake, ListenOptions } from './wire/listen.ts';
export type { RequestSummary } from './wire/request-summary.ts';
export type { Seed, SeedName } from './seeds/index.ts';
export type { Snapshot } from './fake/snapshot.ts';
export type { State } from './fake/state.ts';
export type * from './fake/rows.ts';

// Injected faults, and recorded requests
export type { Fault, FaultKind } from './wire/fault.ts';
export type { Faults, FaultTarget } from './wire/faults.ts';
export type { RateLimits } from './wire/rate-limits.ts';
export type { Journal } from './fake/journal.ts';
export type { CallFilter, JournalCall } from './fake/journal-call.ts';
export type { Provider } from './fake/provider.ts';
export type { ProviderAction, ProviderFailure } from './fake/provider-failures.ts';
export type { EmittedProperties, EventType, FakeEvents } from './resources/events/emit.ts';
export type { AccessCodeProvider } from './resources/access-codes/provider.ts';
export type { AccessCodeAtDevice } from './fake/job-args.ts';
export type { AccountProvider } from './resources/connected-accounts/provider.ts';
export type { AcsDisconnection, AcsProvider } from './resources/acs/provider-interface.ts';
export type { AcsChangesElsewhere } from './resources/acs/changes-elsewhere.ts';
export type { WebviewCompletion } from './resources/connect-webviews/complete.ts';
