import { invalidInput } from '../../params/invalid-input.ts';

/** Names that mean something to every object, and to no endpoint. */
const reserved = ['__proto__', 'constructor', 'prototype'];

// Tab and line breaks belong into a text, other control characters into nothing.
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]/;

const textProblem = (text: string): string | undefined => {
  if (/\p{Surrogate}/u.test(text)) return 'Half a character';
  return control.test(text) ? 'Control characters' : undefined;
};

const isExact = (value: number): boolean =>
  Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));

const problemOf = (value: unknown, depth: number): string | undefined => {
  if (typeof value === 'string') return textProblem(value);
  if (typeof value === 'number') return isExact(value) ? undefined : 'A number that cannot be kept exactly';
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === 0) return 'Nested too deeply';
  for (const [name, member] of Object.entries(value)) {
    const problem = nameProblem(name) ?? problemOf(member, depth - 1);
    if (problem) return problem;
  }
  return undefined;
};

const nameProblem = (name: string): string | undefined =>
  reserved.includes(name) ? 'A reserved name' : textProblem(name);

/**
 * Refuses values that one program reads otherwise than the next, or that harm whoever logs or merges them.
 *
 * @param depth how many levels of lists and objects a parameter may have
 * @throws SeamInvalidInputError naming the first such parameter
 */
export const checkValues = (params: Readonly<Record<string, unknown>>, depth: number): void => {
  for (const [name, value] of Object.entries(params)) {
    const problem = nameProblem(name) ?? problemOf(value, depth);
    if (problem) throw invalidInput([{ path: [name], message: problem }], '', 'rejected');
  }
};
