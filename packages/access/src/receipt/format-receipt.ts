import type { JournalEntry } from '../journal/journal.ts';
import { formatResidual, oneLine } from '../offboarding/format-plan.ts';
import type { FinalState, StuckCause } from '../offboarding/states.ts';
import { nextSteps } from './next-steps.ts';
import type { Receipt } from './receipt.ts';

const stateTexts: Record<FinalState, string> = {
  complete: 'Complete: two reads found every door closed.',
  complete_with_residual: 'Complete, but some access cannot be removed through Seam.',
  stuck: 'Stuck: not everything took effect before the deadline.',
  cancelled: 'Cancelled before the end.',
};

/** The causes of a stuck run, for people. */
const stuckCauseTexts: Record<StuckCause, string> = {
  doors_open: 'Doors are still open.',
  regranted: 'Doors were granted again each time they had been closed.',
  changes_pending: 'No door is open, but changes are pending or had no effect.',
  unreadable: 'Seam could not be read, so it is not known what is open.',
  acs_user_linked: 'Every door is closed, but an ACS user could not be unlinked.',
  user_identity_exists: 'Every door is closed, but the user identity could not be deleted.',
};

/** The number of a count with its noun. */
const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

const entryLines = (entries: readonly JournalEntry[]): string[] => {
  const results = new Map(
    entries.flatMap((entry) => (entry.type === 'step_finished' ? [[entry.step_id, entry] as const] : [])),
  );
  return entries.flatMap((entry): string[] => {
    if (entry.type === 'state_changed') return [`  ${entry.at}  ${entry.state}`];
    if (entry.type === 'access_read') {
      const found = entry.open.length === 0 ? 'no door open' : `${count(entry.open.length, 'door')} open`;
      return [
        `  ${entry.at}    read: ${found}${entry.is_closed || entry.open.length > 0 ? '' : ', changes pending'}`,
      ];
    }
    if (entry.type === 'read_failed') return [`  ${entry.at}    read failed: ${entry.error}`];
    if (entry.type !== 'step_started') return [];
    const result = results.get(entry.step_id);
    const ids = Object.values(entry.change.params).join(' ');
    const outcome = result
      ? `${result.outcome}${result.error === undefined ? '' : ` (${result.error})`}`
      : 'no result: the process ended';
    const requests = result?.request_ids.length ? `, request ${result.request_ids.join(', ')}` : '';
    return [`  ${entry.at}    POST ${entry.change.path} ${ids}: ${outcome}${requests}`];
  });
};

/**
 * The receipt as text for people: who asked for it and why, the result, what is left and what to do about it, each change with its outcome and Seam's
 * request id, and the verifying reads.
 *
 * @example
 * console.log(formatReceipt(await run.result));
 */
export const formatReceipt = (receipt: Receipt): string => {
  const { state, cause, residual, entries, algorithm, hash, signature } = receipt;
  const [first] = entries;
  const steps = nextSteps(receipt);
  const name = first?.type === 'run_started' ? `${first.plan.display_name} ` : '';
  return [
    `Offboarding of ${name}(${receipt.user_identity_id})`,
    `Run:       ${receipt.run_id}`,
    `Asked by:  ${receipt.actor}`,
    `Reason:    ${receipt.reason}`,
    `Started:   ${receipt.started_at}`,
    `Finished:  ${receipt.finished_at}`,
    `Result:    ${stateTexts[state]}${cause === undefined ? '' : ` ${stuckCauseTexts[cause]}`}`,
    '',
    residual.length === 0 ? 'Access that is left: none' : `Access that is left: ${residual.length}`,
    ...residual.map((each) => `  ${formatResidual(each)}`),
    '',
    ...(steps.length === 0 ? [] : ['What to do:', ...steps.map((step) => `  ${step}`), '']),
    'What was done:',
    ...entryLines(entries),
    '',
    `Plan:      ${receipt.plan_hash}`,
    `Hash:      ${hash}`,
    `Signature: ${signature === undefined ? 'none' : `${algorithm} ${signature}`}`,
  ]
    .map(oneLine)
    .join('\n');
};
