import { SeamConfigError } from '../errors/seam-error.ts';

const minBytes = 24;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const problemOf = (secret: unknown): string | undefined => {
  if (typeof secret !== 'string' || secret === '') return 'is missing';
  if (secret.trim() !== secret) return 'begins or ends with whitespace';
  const encoded = secret.replace(/^whsec_/, '');
  if (!base64.test(encoded)) return 'is not base64';
  const bytes = (encoded.replace(/=+$/, '').length * 3) / 4;
  return bytes < minBytes ? `has fewer than ${minBytes} bytes` : undefined;
};

/**
 * Checks webhook secrets: there must be at least one, and each must be base64 of at least 24 bytes. `verifyWebhook` checks them
 * in every call. Call it when your server starts, to find a wrong configuration early.
 *
 * @param secrets the `secret` that `webhooks.create` returned; several while you rotate secrets
 * @returns the secrets as a list
 * @throws SeamConfigError when a secret is invalid; the message contains its position, but not the secret
 */
export const checkWebhookSecrets = (secrets: string | readonly string[]): readonly string[] => {
  const list: readonly unknown[] = Array.isArray(secrets) ? secrets : [secrets];
  if (list.length === 0) throw new SeamConfigError('No webhook secret: pass at least one.');
  for (const [index, secret] of list.entries()) {
    const problem = problemOf(secret);
    if (problem === undefined) continue;
    const which = list.length === 1 ? 'The webhook secret' : `Webhook secret ${index + 1} of ${list.length}`;
    throw new SeamConfigError(`${which} ${problem}: pass it as Seam returned it, whsec_ and base64.`);
  }
  return list as readonly string[];
};

/** A new secret of the kind that Seam gives out, for tests: `whsec_` and 24 random bytes in base64. */
export const createWebhookSecret = (): string =>
  `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(24))))}`;
