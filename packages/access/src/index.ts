/** `@org/seam-access`: who can open what and why, verified revocation, and offboarding with a receipt. */
export { AccessError, type AccessErrorCode } from './access-error.ts';
export type { Person, PersonName } from './person/find-person.ts';
export { readAccess, type PersonAccess } from './doors/read-access.ts';
export type { AccessFacts, AccessGrantFacts, AcsUserFacts, ReadOptions } from './doors/read-facts.ts';
export type { Door, DoorAccess, Reason, Removal, Residual, ResidualCause } from './doors/door.ts';
export type { Change, ChangeOutcome, ChangePath, ChangeResult } from './changes/changes.ts';

// Offboarding
export {
  formatPlan,
  planOffboarding,
  type Phase,
  type Plan,
  type PlanChoices,
  type PlannedStep,
} from './offboarding/plan.ts';
export {
  continueOffboarding,
  offboard,
  type OffboardingRun,
  type OffboardOptions,
  type RunOptions,
} from './offboarding/offboard.ts';
export { runStates, type RunState } from './offboarding/states.ts';
export { systemClock, type Clock } from './offboarding/clock.ts';

// The journal and the receipt
export type { Journal, JournalEntry, JournalEvent, JournalWriter, RunStarted } from './journal/journal.ts';
export { createMemoryJournal } from './journal/memory.ts';
export type { Receipt, SigningKey } from './receipt/receipt.ts';
export { verifyReceipt, type ReceiptCheck } from './receipt/verify-receipt.ts';

// One door, one person
export { whoCanOpen, type DoorId, type Opener } from './doors/who-can-open.ts';
export {
  revokeAccess,
  type RequestedChange,
  type Revocation,
  type RevokeOptions,
  type RevokeTarget,
} from './revoke/revoke-access.ts';
export { grantAccess, type GrantedDoor, type GrantOptions, type WantedDoors } from './grant/grant-access.ts';
