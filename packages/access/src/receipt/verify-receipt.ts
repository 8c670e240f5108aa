import { AccessError } from '../access-error.ts';
import { chainProblems } from '../journal/check-chain.ts';
import { canonicalJson } from '../journal/hash.ts';
import { hashReceipt, type Receipt, receiptOf } from './receipt.ts';
import { algorithmOf, isSignedBy, isVerificationKey, type SigningKey } from './signature.ts';

/** The result of checking a receipt. */
export interface ReceiptCheck {
  readonly valid: boolean;
  /** What is wrong, a sentence for each finding; empty for a valid receipt. */
  readonly problems: readonly string[];
}

const headerProblems = (receipt: Receipt): string[] => {
  const expected: Partial<Receipt> | undefined = receiptOf(receipt.entries);
  if (expected === undefined) return ['The entries do not begin with run_started and end with run_finished.'];
  const names = new Set([...Object.keys(expected), ...Object.keys(receipt)]) as Set<keyof Receipt>;
  return [...names]
    .filter((name) => !['hash', 'signature', 'algorithm'].includes(name))
    .filter((name) => canonicalJson(expected[name]) !== canonicalJson(receipt[name]))
    .map((name) => `${name} differs from the entries.`);
};

const signatureProblems = (receipt: Receipt, key: SigningKey | undefined): string[] => {
  const { hash, algorithm, signature } = receipt;
  if (key === undefined) return [];
  if (signature === undefined) return ['The receipt has no signature.'];
  const expected = algorithmOf(key);
  if (algorithm !== expected)
    return [`The receipt is signed with ${algorithm ?? 'no algorithm'}, but the key is for ${expected}.`];
  return isSignedBy({ text: hash, signature }, key)
    ? []
    : ['The signature is not by this key, or not of this hash.'];
};

/** Whether a value has the parts of a receipt, with entries that are objects. */
const hasShape = (value: unknown): value is Receipt => {
  if (typeof value !== 'object' || value === null) return false;
  const { entries, hash, signature } = value as Partial<Receipt>;
  return (
    Array.isArray(entries) &&
    entries.every((entry) => typeof entry === 'object' && entry !== null) &&
    typeof hash === 'string' &&
    (signature === undefined || typeof signature === 'string')
  );
};

const problemsOf = (receipt: Receipt, key: SigningKey | undefined): string[] => {
  try {
    return [
      ...chainProblems(receipt.entries),
      ...headerProblems(receipt),
      ...(receipt.hash === hashReceipt(receipt)
        ? []
        : ['The hash of the receipt does not match its content.']),
      ...signatureProblems(receipt, key),
    ];
  } catch {
    return ['The receipt is incomplete: a part that is needed to check it is missing.'];
  }
};

/**
 * Checks that a receipt is as it was issued. With a key also that it was signed with that key; without one, whoever changes
 * the receipt can compute all hashes again. Accepts any value, such as the content of a file.
 *
 * @param key the secret text, or the private or public key of the signature
 * @throws AccessError `invalid_option` when the key is not a key
 */
export const verifyReceipt = (
  receipt: unknown,
  { key }: { readonly key?: SigningKey | undefined } = {},
): ReceiptCheck => {
  if (key !== undefined && !isVerificationKey(key))
    throw new AccessError(
      'invalid_option',
      'verifyReceipt: key must be a secret text of at least 16 characters, or a KeyObject (for a PEM text, createPublicKey makes one).',
    );
  const problems = hasShape(receipt) ? problemsOf(receipt, key) : ['This is not a receipt.'];
  return { valid: problems.length === 0, problems };
};
