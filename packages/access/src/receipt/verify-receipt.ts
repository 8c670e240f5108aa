import { createPublicKey, KeyObject, timingSafeEqual, verify } from 'node:crypto';
import { canonicalJson } from '../journal/hash.ts';
import { hashEntry } from '../journal/journal.ts';
import { hashReceipt, type Receipt, receiptOf, signHash, type SigningKey } from './receipt.ts';

/** The result of checking a receipt. */
export interface ReceiptCheck {
  readonly valid: boolean;
  /** What is wrong, a sentence for each finding; empty for a valid receipt. */
  readonly problems: readonly string[];
}

const isSigned = ({ hash, signature = '' }: Receipt, key: SigningKey): boolean => {
  if (key instanceof KeyObject && key.type !== 'secret')
    return verify(
      null,
      Buffer.from(hash),
      key.type === 'private' ? createPublicKey(key) : key,
      Buffer.from(signature, 'base64'),
    );
  const [expected, actual] = [Buffer.from(signHash(hash, key)), Buffer.from(signature)];
  return expected.length === actual.length && timingSafeEqual(expected, actual);
};

const entryProblems = ({ entries }: Receipt): string[] =>
  entries.flatMap((entry, index) => [
    ...(entry.seq === index
      ? []
      : [`Entry ${index} has the number ${entry.seq}: entries were removed or moved.`]),
    ...(entry.hash === hashEntry(entry) ? [] : [`Entry ${index} (${entry.type}) was changed.`]),
    ...(entry.previous_hash === (entries[index - 1]?.hash ?? '')
      ? []
      : [`Entry ${index} (${entry.type}) does not follow the entry before it.`]),
  ]);

const headerProblems = (receipt: Receipt): string[] => {
  const expected: Partial<Receipt> | undefined = receiptOf(receipt.entries);
  if (expected === undefined) return ['The entries do not begin with run_started and end with run_finished.'];
  const names = Object.keys(expected) as (keyof Receipt)[];
  return names
    .filter((name) => name !== 'hash' && canonicalJson(expected[name]) !== canonicalJson(receipt[name]))
    .map((name) => `${name} differs from the entries.`);
};

/**
 * Checks that a receipt is as it was issued. With a key also that its signature is by that key; without one, whoever
 * changes the receipt can compute all hashes again.
 *
 * @param key the secret text, or the private or public key of the signature
 */
export const verifyReceipt = (
  receipt: Receipt,
  { key }: { key?: SigningKey | undefined } = {},
): ReceiptCheck => {
  const problems = [
    ...entryProblems(receipt),
    ...headerProblems(receipt),
    ...(receipt.hash === hashReceipt(receipt) ? [] : ['The hash of the receipt does not match its content.']),
    ...(key !== undefined && receipt.signature === undefined ? ['The receipt has no signature.'] : []),
    ...(key !== undefined && receipt.signature !== undefined && !isSigned(receipt, key)
      ? ['The signature is not by this key.']
      : []),
  ];
  return { valid: problems.length === 0, problems };
};
