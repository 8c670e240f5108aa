import { SeamConfigError } from '../errors/seam-error.ts';

const minBytes = 24;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const problemOf = (secret: unknown): string | undefined => {
  if (typeof secret !== 'string' || secret === '') return 'is missing';
  if (secret.trim() !== secret) return 'has whitespace around it';
  const encoded = secret.replace(/^whsec_/, '');
  if (!base64.test(encoded)) return 'is not base64';
  const bytes = (encoded.replace(/=+$/, '').length * 3) / 4;
  return bytes < minBytes ? `has fewer than ${minBytes} bytes` : undefined;
};

/**
 * Refuses secrets that nothing should be verified with: none at all, an empty or a short one, one that is not base64.
 * `verifyWebhook` does this on each call; do it yourself when you start, to fail then.
 *
 * @param secrets What `webhooks.create` returned as `secret`; several while one replaces another.
 * @returns The secrets as a list.
 * @throws {SeamConfigError} One of them is unusable. The message says which by its place, and does not show it.
 */
export const checkWebhookSecrets = (secrets: string | readonly string[]): readonly string[] => {
  const list: readonly unknown[] = Array.isArray(secrets) ? secrets : [secrets];
  if (list.length === 0) throw new SeamConfigError('There is no webhook secret: pass at least one.');
  for (const [index, secret] of list.entries()) {
    const problem = problemOf(secret);
    if (problem === undefined) continue;
    const which = list.length === 1 ? 'The webhook secret' : `Webhook secret ${index + 1} of ${list.length}`;
    throw new SeamConfigError(`${which} ${problem}: pass it as Seam showed it, whsec_ and base64.`);
  }
  return list as readonly string[];
};

/** A new secret of the kind that Seam gives out, for tests: `whsec_` and 24 random bytes in base64. */
export const createWebhookSecret = (): string =>
  `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(24))))}`;
