import { invalidInput } from '../params/invalid-input.ts';
import type { StandardIssue, StandardSchema } from './standard-schema.ts';

const pathOf = ({ path = [] }: StandardIssue): string[] =>
  path.map((segment) => String(typeof segment === 'object' ? segment.key : segment));

/**
 * The parameters as the schema lets them through.
 * @throws SeamInvalidInputError with every issue the schema found
 */
export const validate = async (
  schema: StandardSchema,
  params: Record<string, unknown>,
): Promise<Record<string, unknown>> => {
  const result = await schema['~standard'].validate(params);
  if (!result.issues) return result.value as Record<string, unknown>;
  const issues = result.issues.map((issue) => ({ path: pathOf(issue), message: issue.message }));
  throw invalidInput(issues, '', 'rejected');
};

/** @throws SeamInvalidInputError naming every parameter that the schema does not know */
export const refuseUnknown = (schema: StandardSchema, params: Record<string, unknown>): void => {
  const { entries } = schema as { entries?: object };
  if (!entries) return;
  const unknown = Object.keys(params).filter((name) => !Object.hasOwn(entries, name));
  if (unknown.length > 0)
    throw invalidInput(
      unknown.map((name) => ({ path: [name], message: 'Unknown parameter' })),
      '',
      'rejected',
    );
};
