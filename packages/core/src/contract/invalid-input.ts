import { SeamInvalidInputError, type ValidationErrors } from '../errors/api-errors.ts';
import type { Outcome } from '../errors/seam-error.ts';

/** One thing wrong with the parameters; an empty path means all of them together. */
export interface InputIssue {
  readonly path: readonly string[];
  readonly message: string;
}

const describe = ({ path, message }: InputIssue): string => {
  if (path.length === 0) return message;
  return message === 'Required' ? `${path.join('.')} is required` : `${message} for "${path.join('.')}"`;
};

// Without a prototype, a parameter may be called `__proto__` or `constructor` and do no harm.
const emptyNode = (): ValidationErrors =>
  Object.assign(Object.create(null) as ValidationErrors, { _errors: [] });

const toValidationErrors = (issues: readonly InputIssue[]): ValidationErrors => {
  const root = emptyNode();
  for (const { path, message } of issues) {
    let node = root;
    for (const name of path) node = (node[name] ??= emptyNode()) as ValidationErrors;
    node._errors.push(message);
  }
  return root;
};

/** Refuses parameters, in the shape Seam refuses them. */
export const invalidInput = (
  issues: readonly InputIssue[],
  where: string,
  outcome: Outcome,
): SeamInvalidInputError => {
  const reasons = issues.map(describe).join(', ');
  return new SeamInvalidInputError(
    `${where}${issues.length > 1 ? `${issues.length} Input Errors: ` : ''}${reasons}`,
    {
      type: 'invalid_input',
      statusCode: 400,
      outcome,
      validationErrors: toValidationErrors(issues),
    },
  );
};
