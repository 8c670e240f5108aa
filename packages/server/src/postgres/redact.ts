import { isObject } from '@org/seam-core/internal';
import { freeForm } from '../input/references.ts';

/** Stands for a secret. */
export const redacted = '[redacted]';

/**
 * Parameters whose values open a door or are credentials: by the last word of the name, so that `access_code_id` is none. In
 * the contract these are `code`, `preferred_code` and `card_number`.
 */
const secretName =
  /(?:^|_)(?:codes?|pins?|passcodes?|passwords?|secrets?|tokens?|authorization|api_keys?|card_numbers?)$/i;

/** A reason of a failure, not an access code. */
const plainNames = ['error_code'];

/**
 * API keys, client session tokens, webhook secrets and JWTs, also within another text. A match starts at most once in each
 * word, so that the time is linear.
 */
const credential = /(?<![\w-])(?:seam_\w+|whsec_[\w+/=-]+|eyJ[\w-]+\.[\w-]+\.[\w-]*)/g;

/** The path of a URL may be its secret, as that of an instant key. */
const url = /\b(https?:\/\/)(?:[^\s/?#@]*@)?([^\s/?#]+)[/?#][^\s]+/gi;

const redactText = (text: string): string =>
  text.replaceAll(url, `$1$2/${redacted}`).replaceAll(credential, redacted);

const redactValue = (name: string, value: unknown): unknown => {
  if (secretName.test(name) && !plainNames.includes(name)) return value === null ? null : redacted;
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map((item) => redactValue(name, item));
  if (!isObject(value)) return value;
  // The names of free-form records are the caller's own, and do not tell what the values are.
  if (freeForm.includes(name))
    return Object.fromEntries(Object.keys(value).map((own) => [redactText(own), redacted]));
  return redactParams(value);
};

/** The parameters as they may be stored: without access codes, card numbers, credentials and the paths of URLs. */
export const redactParams = (params: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, redactValue(name, value)]));
