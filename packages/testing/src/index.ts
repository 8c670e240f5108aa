/** `@org/seam-testing`: a Seam for test suites. */
export { createFakeSeam, type FakeSeam, type FakeSeamOptions } from './create-fake-seam.ts';
export type { Add } from './add.ts';
export { Clock } from './clock.ts';
export type { Collection, WorkspaceRow } from './collection.ts';
export type { Links } from './links.ts';
export type { ListeningFake, ListenOptions } from './listen.ts';
export type { Seed, SeedName } from './seeds/index.ts';
export type {
  AcsAccessGroupRow,
  AcsEntranceRow,
  AcsUserRow,
  ClientSessionRow,
  ConnectedAccountRow,
  DeviceRow,
  State,
  UserIdentityRow,
} from './state.ts';
