import { type Change, type ChangeResult, isApplied } from '../changes/changes.ts';
import { canonicalJson } from '../journal/hash.ts';

/** A change that was sent, with the result of the last time, and Seam's request ids of all times. */
export interface RequestedChange extends ChangeResult {
  readonly change: Change;
}

/** The changes of a revocation that were sent, each with its results. */
export class SentChanges {
  readonly #sent = new Map<string, { result: RequestedChange; times: number; at: number }>();

  add(change: Change, { request_ids, ...result }: ChangeResult, now: number): void {
    const known = this.#sent.get(canonicalJson(change));
    const all = [...(known?.result.request_ids ?? []), ...request_ids];
    // What is not sent again may have been applied the first time.
    const isUnknown = result.outcome === 'not_sent' && known?.result.outcome === 'unknown';
    this.#sent.set(canonicalJson(change), {
      result: { change, ...result, ...(isUnknown ? { outcome: 'unknown' } : {}), request_ids: all },
      times: (known?.times ?? 0) + 1,
      at: now,
    });
  }

  get(
    change: Change,
  ): { readonly result: RequestedChange; readonly times: number; readonly at: number } | undefined {
    return this.#sent.get(canonicalJson(change));
  }

  isApplied(change: Change): boolean {
    const known = this.get(change);
    return known !== undefined && isApplied(known.result);
  }

  list(): RequestedChange[] {
    return [...this.#sent.values()].map(({ result }) => result);
  }
}
