import type { Residual } from '../doors/door.ts';
import { canonicalJson, sha256 } from '../journal/hash.ts';
import type { JournalEntry } from '../journal/journal.ts';
import type { FinalState, StuckCause } from '../offboarding/states.ts';
import { algorithmOf, type SigningKey, signText } from './signature.ts';

/**
 * The record of a finished run. `entries` has the plan, each change with Seam's request ids and its outcome, and the verifying
 * reads. They form a chain of hashes, so that a change to any of them shows. It contains names, but no codes and no tokens.
 */
export interface Receipt {
  readonly version: 1;
  readonly run_id: string;
  readonly user_identity_id: string;
  /** Who asked for it. */
  readonly actor: string;
  readonly reason: string;
  readonly state: FinalState;
  /** Why the run is `stuck`. */
  readonly cause?: StuckCause;
  readonly started_at: string;
  readonly finished_at: string;
  readonly plan_hash: string;
  /** Access that is left, with its end. */
  readonly residual: readonly Residual[];
  readonly entries: readonly JournalEntry[];
  /** The algorithm of the signature, such as `hmac-sha256` or `ed25519`; absent without a key. */
  readonly algorithm?: string;
  /** The SHA-256 of everything above. */
  readonly hash: string;
  /** The signature of `hash`, Base64; absent without a key. */
  readonly signature?: string;
}

export const hashReceipt = ({
  hash: _,
  signature: __,
  ...receipt
}: Omit<Receipt, 'hash'> & { readonly hash?: string }): string => sha256(canonicalJson(receipt));

/** The receipt of a finished run; `undefined` while it has not finished. */
export const receiptOf = (entries: readonly JournalEntry[], key?: SigningKey): Receipt | undefined => {
  const [first] = entries;
  const last = entries.at(-1);
  if (first?.type !== 'run_started' || last?.type !== 'run_finished') return undefined;
  const { run_id, actor, reason, plan } = first;
  const receipt = {
    version: 1 as const,
    run_id,
    user_identity_id: plan.user_identity_id,
    actor,
    reason,
    state: last.state,
    ...(last.cause === undefined ? {} : { cause: last.cause }),
    started_at: first.at,
    finished_at: last.at,
    plan_hash: plan.hash,
    residual: last.residual,
    entries: [...entries],
    ...(key === undefined ? {} : { algorithm: algorithmOf(key) }),
  };
  const hash = hashReceipt(receipt);
  return { ...receipt, hash, ...(key === undefined ? {} : { signature: signText(hash, key) }) };
};
