import type { SeamInvalidInputError } from '@org/seam-core';
import { type InputIssue, invalidInput } from '@org/seam-core/internal';
import type { StandardIssue, StandardSchema } from './schema.ts';

const pathOf = ({ path = [] }: StandardIssue): string[] =>
  path.map((segment) => String(typeof segment === 'object' ? segment.key : segment));

/** How many issues the caller is told of: whoever sends thousands is not helped by hearing of each. */
const mostTold = 20;

const refusal = (issues: readonly InputIssue[]): SeamInvalidInputError =>
  invalidInput(issues.slice(0, mostTold), '', 'rejected');

/**
 * The parameters as the schema lets them through.
 * @throws SeamInvalidInputError with the issues the schema found, the first twenty
 */
export const validate = async (
  schema: StandardSchema,
  params: Record<string, unknown>,
): Promise<Record<string, unknown>> => {
  const result = await schema['~standard'].validate(params);
  if (!result.issues) return result.value as Record<string, unknown>;
  throw refusal(result.issues.map((issue) => ({ path: pathOf(issue), message: issue.message })));
};

/** @throws SeamInvalidInputError naming the parameters that the schema does not know, the first twenty */
export const refuseUnknown = (schema: StandardSchema, params: Record<string, unknown>): void => {
  const { entries } = schema as { entries?: object };
  if (!entries) return;
  const unknown = Object.keys(params).filter((name) => !Object.hasOwn(entries, name));
  if (unknown.length > 0)
    throw refusal(unknown.map((name) => ({ path: [name], message: 'Unknown parameter' })));
};

const isCompound = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What a schema let fall in silence: names inside an object that it does not know, and lists it took for objects. */
const lossesOf = (sent: unknown, valid: unknown, path: readonly string[] = []): InputIssue[] => {
  if (!isCompound(sent) || !isCompound(valid)) return [];
  if (Array.isArray(sent) && !Array.isArray(valid))
    return [{ path, message: 'Expected object, received array' }];
  return Object.entries(sent).flatMap(([name, value]) =>
    Object.hasOwn(valid, name)
      ? lossesOf(value, valid[name], [...path, name])
      : [{ path: [...path, name], message: 'Unknown parameter' }],
  );
};

/**
 * Refuses what did not come through a schema that says what it knows.
 *
 * @param valid what the schema made of `sent`
 * @throws SeamInvalidInputError naming it, the first twenty
 */
export const refuseLosses = (
  schema: StandardSchema,
  sent: Readonly<Record<string, unknown>>,
  valid: Readonly<Record<string, unknown>>,
): void => {
  const issues = 'entries' in schema ? lossesOf(sent, valid) : [];
  if (issues.length > 0) throw refusal(issues);
};
