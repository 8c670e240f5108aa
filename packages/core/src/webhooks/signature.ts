import { Webhook } from 'standardwebhooks';

const maxSignatures = 16;

/** Compares all of both texts, wherever they differ first. Their length is no secret. */
const isSame = (one: string, other: string): boolean => {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let index = 0; index < one.length; index += 1)
    difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  return difference === 0;
};

/**
 * Tells whether one of the expected signatures is among those of the header. All are compared, found or not, so that
 * the time taken does not tell which one it was.
 */
export const hasSignature = (header: string, expected: readonly string[]): boolean => {
  const sent = header.split(' ', maxSignatures);
  const matches = expected.flatMap((signature) => sent.map((candidate) => isSame(candidate, signature)));
  return matches.includes(true);
};

interface Signed {
  readonly id: string;
  /** Seconds, as in the header. */
  readonly timestamp: string;
  readonly body: string;
}

/** The signature of a delivery, as it is in the header: `v1,` and base64. */
export const signatureOf = (secret: string, { id, timestamp, body }: Signed): string =>
  new Webhook(secret).sign(id, new Date(Number(timestamp) * 1000), body);
