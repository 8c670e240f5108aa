import type { Change } from '../changes/changes.ts';
import { canonicalJson } from '../journal/hash.ts';
import type { JournalEntry } from '../journal/journal.ts';
import { oneLine } from '../offboarding/format-plan.ts';
import { formatReceipt } from '../receipt/format-receipt.ts';
import type { Receipt } from '../receipt/receipt.ts';
import type { LocalContext } from './command.ts';
import { colorOf, exitCodeOf } from './exit-codes.ts';

/** A change that is not in the plan. */
const formatChange = ({ path, params }: Change): string => `POST ${path} ${Object.values(params).join(' ')}`;

/** Formats the entries of a run, in order: a line for each state, result and read. */
export const createEntryFormatter = (): ((entry: JournalEntry) => string | undefined) => {
  const purposes = new Map<string, string>();
  const steps = new Map<string, string>();
  const wordsOf = (entry: JournalEntry): string | undefined => {
    switch (entry.type) {
      case 'run_started':
        for (const { change, purpose } of entry.plan.steps) purposes.set(canonicalJson(change), purpose);
        return `run ${entry.run_id}`;
      case 'step_started':
        steps.set(entry.step_id, purposes.get(canonicalJson(entry.change)) ?? formatChange(entry.change));
        return undefined;
      case 'step_finished': {
        const details = [entry.error, ...entry.request_ids].filter((detail) => detail !== undefined);
        return `  ${entry.outcome}: ${steps.get(entry.step_id) ?? 'a change'} (${details.join(', ')})`;
      }
      case 'access_read': {
        const pending = entry.is_closed || entry.open.length > 0 ? '' : ', changes pending';
        return `  read: open doors: ${entry.open.length}${pending}`;
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
    return words === undefined ? undefined : oneLine(`${entry.at.slice(11, 19)} ${words}`);
  };
};

/** Prints the receipt as JSON or text. */
export const printReceipt = (
  { terminal, values }: Pick<LocalContext, 'terminal' | 'values'>,
  receipt: Receipt,
): void => {
  if (values.json) return terminal.printJson(receipt);
  const color = colorOf(exitCodeOf(receipt.state));
  terminal.print(formatReceipt(receipt).replace(/^Result:.*$/m, (line) => terminal.color(color, line)));
};
