import type { AnyEndpoint } from '../endpoint.ts';
import { formProblem } from './form-problem.ts';
import { invalidInput, type InputIssue } from './invalid-input.ts';

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isWire = (value: unknown): boolean =>
  typeof value === 'number'
    ? Number.isFinite(value)
    : !['function', 'symbol', 'bigint'].includes(typeof value);

/**
 * The parameters as they will be sent, without what is `undefined`.
 * @throws SeamInvalidInputError before anything is sent: missing or contradicting parameters, values JSON has no form for.
 */
export const checkParams = (endpoint: AnyEndpoint, params: unknown = {}): Record<string, unknown> => {
  const given = Object.fromEntries(
    Object.entries(isObject(params) ? params : {}).filter(([, value]) => value !== undefined),
  );
  const names = Object.keys(given).filter((name) => given[name] !== '');
  const issues: InputIssue[] = isObject(params)
    ? []
    : [{ path: [], message: 'Expected an object of parameters' }];
  for (const name of Object.keys(endpoint.needs ?? {}))
    if (!names.includes(name)) issues.push({ path: [name], message: 'Required' });
  for (const [name, value] of Object.entries(given))
    if (!isWire(value)) issues.push({ path: [name], message: `${String(value)} cannot be sent` });
  const problem = formProblem(endpoint, names);
  if (problem) issues.push({ path: [], message: problem });
  if (issues.length > 0) throw invalidInput(issues, `${endpoint.path} was not called: `, 'not_sent');
  return given;
};
