import { notify } from '../../notify.ts';
import type { Answer } from '../answer.ts';
import { auditEntryOf } from './audit-entry-of.ts';
import type { Exchange } from './exchange.ts';
import type { GuardOptions } from './guard-options.ts';

export interface WriteDownOptions extends Pick<GuardOptions, 'logger' | 'audit'> {
  /** Hears of a logger or an audit that fails. */
  readonly report: (error: unknown, exchange: Exchange<unknown>) => void;
}

/** Tells the log and the audit of a call that was answered. Never rejects. */
export const writeDown = async (
  exchange: Exchange<unknown>,
  answer: Answer,
  { logger, audit, report }: WriteDownOptions,
): Promise<void> => {
  if (!logger && !audit) return;
  const entry = auditEntryOf(exchange, answer);
  if (!entry) return;
  const { params: _, actionAttempt: __, ...line } = entry;
  // The audit hears of it also when the logger fails.
  notify(
    () => logger?.info(line, `${entry.endpoint} ${entry.status}`),
    (error) => report(error, exchange),
  );
  try {
    await audit?.(entry);
  } catch (error) {
    report(error, exchange);
  }
};
