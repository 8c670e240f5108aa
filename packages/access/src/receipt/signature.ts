import { createHmac, createPublicKey, KeyObject, sign, timingSafeEqual, verify } from 'node:crypto';

/** A key that signs receipts: a secret text of at least 16 characters (HMAC-SHA256), or a private key such as Ed25519. */
export type SigningKey = string | KeyObject;

const isSecret = (key: SigningKey): boolean => typeof key === 'string' || key.type === 'secret';

/** The algorithm of a key, as a receipt names it. */
export const algorithmOf = (key: SigningKey): string => {
  if (typeof key === 'string' || key.type === 'secret') return 'hmac-sha256';
  return key.asymmetricKeyType ?? 'unknown';
};

/** The digest of an asymmetric signature: Ed25519 and Ed448 have their own. */
const digestOf = ({ asymmetricKeyType }: KeyObject): string | null =>
  asymmetricKeyType?.startsWith('ed') === true ? null : 'sha256';

/** Signs a text, in Base64. */
export const signText = (text: string, key: SigningKey): string =>
  typeof key === 'string' || key.type === 'secret'
    ? createHmac('sha256', key).update(text).digest('base64')
    : sign(digestOf(key), Buffer.from(text), key).toString('base64');

/**
 * Whether a value can sign: not every key can, such as one for the exchange of keys. The text of a PEM key is no secret text:
 * everybody has that of a public key.
 */
export const isSigningKey = (value: unknown): boolean => {
  if (typeof value === 'string') return value.length >= 16 && !value.includes('-----BEGIN');
  if (!(value instanceof KeyObject) || value.type === 'public') return false;
  if (value.type === 'secret') return (value.symmetricKeySize ?? 0) >= 16;
  try {
    return signText('', value) !== '';
  } catch {
    return false;
  }
};

/** Whether a value can verify a signature. */
export const isVerificationKey = (value: unknown): boolean =>
  isSigningKey(value) || value instanceof KeyObject;

/** Whether a signature of a text is by a key, or by the private key of a public one. */
export const isSignedBy = (
  { text, signature }: { readonly text: string; readonly signature: string },
  key: SigningKey,
): boolean => {
  const actual = Buffer.from(signature, 'base64');
  if (isSecret(key)) {
    const expected = Buffer.from(signText(text, key), 'base64');
    return expected.length === actual.length && timingSafeEqual(expected, actual);
  }
  const given = key as KeyObject;
  return verify(
    digestOf(given),
    Buffer.from(text),
    given.type === 'private' ? createPublicKey(given) : given,
    actual,
  );
};
