import { createHmac, type KeyObject, sign } from 'node:crypto';
import { canonicalJson, sha256 } from '../journal/hash.ts';
import type { Residual } from '../doors/door.ts';
import type { JournalEntry } from '../journal/journal.ts';
import type { RunState } from '../offboarding/states.ts';

/** A key that signs receipts: a secret text (HMAC-SHA256), or a private key such as Ed25519. */
export type SigningKey = string | KeyObject;

/** The record of a finished run. Its entries form a chain of hashes, so that a change to any of them shows. */
export interface Receipt {
  readonly version: 1;
  readonly run_id: string;
  readonly user_identity_id: string;
  /** Who asked for it. */
  readonly actor: string;
  readonly reason: string;
  readonly state: RunState;
  readonly started_at: string;
  readonly finished_at: string;
  readonly plan_hash: string;
  readonly residual: readonly Residual[];
  readonly entries: readonly JournalEntry[];
  /** The SHA-256 of everything above. */
  readonly hash: string;
  /** The signature of `hash`, Base64; absent without a key. */
  readonly signature?: string;
}

export const signHash = (hash: string, key: SigningKey): string =>
  typeof key === 'string'
    ? createHmac('sha256', key).update(hash).digest('base64')
    : sign(null, Buffer.from(hash), key).toString('base64');

export const hashReceipt = ({
  hash: _,
  signature: __,
  ...receipt
}: Omit<Receipt, 'hash'> & { hash?: string }) => sha256(canonicalJson(receipt));

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
    started_at: first.at,
    finished_at: last.at,
    plan_hash: plan.hash,
    residual: last.residual,
    entries: [...entries],
  };
  const hash = hashReceipt(receipt);
  return { ...receipt, hash, ...(key === undefined ? {} : { signature: signHash(hash, key) }) };
};
