import { isSeamError } from '@org/seam-core';
import { checkOptions, isObject, type OptionRule, type OptionRules } from '@org/seam-core/internal';
import { AccessError } from './access-error.ts';

/** A rule of an option whose text may be a secret, or contain one. */
interface SecretRule extends OptionRule {
  readonly isSecret: true;
}

/** Keeps the text of an option out of the error messages. */
export const secret = (rule: OptionRule): SecretRule => ({ ...rule, isSecret: true });

/** A message without the texts of options that may be secrets. */
const withoutSecrets = (
  message: string,
  options: object,
  known: Readonly<Record<string, OptionRule>>,
): string =>
  Object.entries(known)
    .map(([name, rule]): unknown => ('isSecret' in rule && isObject(options) ? options[name] : undefined))
    .filter((text) => typeof text === 'string')
    .reduce((shown, text) => shown.replaceAll(JSON.stringify(text), 'a string'), message);

/** Like `checkOptions` of the core, with an `AccessError`. @throws AccessError `invalid_option` */
export const checkAccessOptions = <TOptions extends object>(
  owner: string,
  options: TOptions,
  known: OptionRules<TOptions>,
): void => {
  try {
    checkOptions(owner, options, known);
  } catch (error) {
    throw isSeamError(error)
      ? new AccessError('invalid_option', withoutSecrets(error.message, options, known))
      : error;
  }
};

const hasFunctions = (value: unknown, names: readonly string[]): boolean =>
  typeof value === 'object' &&
  value !== null &&
  names.every((name) => typeof Reflect.get(value, name) === 'function');

/** An object that has the given functions. */
export const withFunctions = (what: string, names: readonly string[]): OptionRule => ({
  expected: `${what} with ${names.map((name) => `${name}()`).join(', ')}`,
  accepts: (value) => hasFunctions(value, names),
});

export const abortSignal: OptionRule = {
  expected: 'an AbortSignal',
  accepts: (value) => hasFunctions(value, ['throwIfAborted', 'addEventListener']),
};
