import type { Change } from '../changes/changes.ts';
import type { JournalEntry } from '../journal/journal.ts';
import type { Receipt } from '../receipt/receipt.ts';
import type { CommandContext } from './command.ts';
import { exitCodeOf } from './exit-codes.ts';
import { formatChange, formatResidual } from './format-access.ts';

/** Formats the entries of a run, in order: a line for each state, result and read. */
export const createEntryFormatter = (): ((entry: JournalEntry) => string | undefined) => {
  const changes = new Map<string, Change>();
  const wordsOf = (entry: JournalEntry): string | undefined => {
    switch (entry.type) {
      case 'run_started':
        return `run ${entry.run_id}`;
      case 'step_started':
        changes.set(entry.step_id, entry.change);
        return undefined;
      case 'step_finished': {
        const change = changes.get(entry.step_id);
        const details = [entry.error, ...entry.request_ids].filter((detail) => detail !== undefined);
        return `  ${entry.outcome}: ${change ? formatChange(change) : 'a change'} (${details.join(', ')})`;
      }
      case 'access_read': {
        const pending = entry.is_closed ? '' : ', something is pending';
        return `  read: ${entry.open.length} open doors${pending}`;
      }
      case 'state_changed':
      case 'run_finished':
        return entry.state;
      default:
        return undefined;
    }
  };
  return (entry) => {
    const words = wordsOf(entry);
    return words === undefined ? undefined : `${entry.at.slice(11, 19)} ${words}`;
  };
};

const colors: Readonly<Record<number, 'green' | 'yellow'>> = { 0: 'green', 3: 'yellow' };

/** Prints the receipt as JSON, or a summary. */
export const printReceipt = ({ terminal, values }: CommandContext, receipt: Receipt): void => {
  if (values.json) return terminal.printJson(receipt);
  const { state, run_id, user_identity_id, actor, reason, started_at, finished_at, residual, hash } = receipt;
  terminal.print(
    [
      terminal.color(colors[exitCodeOf(state)] ?? 'red', `${state}: offboarding of ${user_identity_id}`),
      `Run ${run_id}, asked for by ${actor}: ${reason}`,
      `From ${started_at} to ${finished_at}`,
      ...(residual.length > 0 ? ['Open, or may be open:', ...formatResidual(residual)] : []),
      `Receipt ${hash}${receipt.signature === undefined ? '' : ', signed'}`,
    ].join('\n'),
  );
};
