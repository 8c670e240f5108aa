import type { Door, DoorView, ReasonView } from '../../access.ts';
import { reasonText, residualText } from '../access/reason-text.ts';

/** A change that takes access away. */
export type Revocation =
  | { readonly kind: 'device'; readonly device_id: string }
  | { readonly kind: 'entrances' }
  | { readonly kind: 'acs_user'; readonly acs_user_id: string }
  | { readonly kind: 'identity' };

/** A door that stays open, and why. */
interface StillOpen {
  readonly door: Door;
  readonly why: string;
}

/** What a change closes and what stays open, as far as the reasons tell. */
export interface Consequences {
  readonly closes: readonly Door[];
  /** Doors that the change concerns, and that stay open. */
  readonly staysOpen: readonly StillOpen[];
  /** Doors that the change does not concern. */
  readonly untouched: readonly Door[];
}

const isIrrevocable = ({ removal }: ReasonView): boolean => !removal.isPossible;

/** Whether a change removes a reason of a door. */
const removes = (revocation: Revocation, { via, removal }: ReasonView): boolean => {
  if (!removal.isPossible) return false;
  if (revocation.kind === 'device') return via === 'direct';
  if (revocation.kind === 'entrances') return via !== 'access_grant';
  return revocation.kind === 'identity';
};

/** Whether a change is about a door at all. */
const concerns = (revocation: Revocation, { door, reasons }: DoorView): boolean => {
  if (revocation.kind === 'identity') return true;
  if (revocation.kind === 'device') return door.kind === 'device' && door.id === revocation.device_id;
  if (door.kind !== 'entrance') return false;
  return (
    revocation.kind === 'entrances' ||
    reasons.some(({ acs_user_id }) => acs_user_id === revocation.acs_user_id)
  );
};

const whyOpen = (reason: ReasonView): string =>
  reason.removal.isPossible ? reasonText(reason) : residualText(reason.removal.cause, reason.removal.until);

/** Computes what a change closes, before it is made. The result of the change is what is read afterwards. */
export const consequencesOf = (doors: readonly DoorView[], revocation: Revocation): Consequences => {
  const concerned = doors.filter((view) => concerns(revocation, view));
  const open = concerned.flatMap(({ door, reasons }): StillOpen[] => {
    const left = reasons.filter((reason) => !removes(revocation, reason));
    const first = left.find(isIrrevocable) ?? left[0];
    return first ? [{ door, why: whyOpen(first) }] : [];
  });
  const isOpen = (door: Door) => open.some((other) => other.door === door);
  return {
    closes: concerned.map(({ door }) => door).filter((door) => !isOpen(door)),
    staysOpen: open,
    untouched: doors.filter((view) => !concerned.includes(view)).map(({ door }) => door),
  };
};
