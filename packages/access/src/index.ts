/** `@org/seam-access`: who can open what and why, verified revocation, and offboarding with a receipt. */
export { AccessError, type AccessErrorCode } from './access-error.ts';
export type { Person, PersonName } from './person/find-person.ts';
export { readAccess, type PersonAccess, type ReadAccessOptions } from './doors/read-access.ts';
export type { UnassignedCode } from './doors/unassigned-codes.ts';
export type {
  AccessFacts,
  AccessGrantFacts,
  AcsUserFacts,
  CredentialFacts,
  ReadOptions,
} from './doors/read-facts.ts';
export type {
  Door,
  DoorAccess,
  LatentAccess,
  LatentCause,
  PendingCause,
  Reason,
  Removal,
  Residual,
  ResidualCause,
  WaitsFor,
} from './doors/door.ts';
export type { Change, ChangeOutcome, ChangePath, ChangeResult } from './changes/changes.ts';

// Offboarding
export { planOffboarding, type Plan } from './offboarding/plan.ts';
export type { Phase, PlannedStep } from './offboarding/planned-steps.ts';
export type { PlanChoices } from './offboarding/plan-choices.ts';
export { formatPlan } from './offboarding/format-plan.ts';
export { continueOffboarding, offboard, type OffboardingRun } from './offboarding/offboard.ts';
export type { OffboardOptions, RunOptions } from './offboarding/options.ts';
export type { OffboardHooks, RunEndEvent, StepEvent } from './offboarding/hooks.ts';
export { measureRun, type RunMetrics } from './offboarding/metrics.ts';
export { runStates, type FinalState, type RunState, type StuckCause } from './offboarding/states.ts';
export { systemClock, type Clock } from './offboarding/clock.ts';

// The journal and the receipt
export type { Journal, JournalEntry, JournalEvent, JournalWriter, RunStarted } from './journal/journal.ts';
export { createMemoryJournal } from './journal/memory.ts';
export type { Receipt } from './receipt/receipt.ts';
export { formatReceipt } from './receipt/format-receipt.ts';
export type { SigningKey } from './receipt/signature.ts';
export { verifyReceipt, type ReceiptCheck } from './receipt/verify-receipt.ts';

// One door, one person
export { whoCanOpen, type DoorId, type Opener } from './doors/who-can-open.ts';
export { revokeAccess, type RevokeOptions } from './revoke/revoke-access.ts';
export type {
  PendingDoor,
  ResidualDoor,
  Revocation,
  UnverifiedCause,
  VerifiedDoor,
} from './revoke/revocation.ts';
export type { RequestedChange } from './revoke/sent-changes.ts';
export type { RevokeTarget } from './revoke/target.ts';
export { grantAccess, type GrantedDoor, type GrantOptions, type GrantOutcome } from './grant/grant-access.ts';
export type { WantedDoors } from './grant/wanted-doors.ts';
