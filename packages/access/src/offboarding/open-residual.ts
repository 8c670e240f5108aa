import { type DoorAccess, doorKey, type Residual } from '../doors/door.ts';
import { attemptsOf, type ChangeHistory } from './history.ts';

/** Doors that are open although something would close them, each with what is known of why. */
export const openResidual = (
  open: readonly DoorAccess[],
  { history, regranted }: { readonly history: ChangeHistory; readonly regranted: ReadonlySet<string> },
): Residual[] => {
  const causeOf = ({ door, reasons }: DoorAccess): Residual['cause'] => {
    const removals = reasons.flatMap(({ removal }) => (removal.possible ? [removal] : []));
    if (removals.length === 0) return 'unexplained';
    const waits = removals.find(({ waits_for }) => waits_for !== undefined)?.waits_for;
    if (waits !== undefined) return waits;
    const isRefused = removals.some(({ change }) => (attemptsOf(history, change)?.failures ?? 0) > 0);
    if (isRefused) return 'refused';
    return regranted.has(doorKey(door)) ? 'regranted' : 'pending';
  };
  return open.map((access) => ({ door: access.door, cause: causeOf(access), until: null }));
};
