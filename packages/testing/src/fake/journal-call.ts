import { SeamConfigError } from '@org/seam-core';
import { checkOptions, type OptionRules, rules, suggest } from '@org/seam-core/internal';
import { isDeepStrictEqual } from 'node:util';
import { parameterNames } from '../generated/parameter-names.ts';
import type { CredentialKind } from './caller.ts';

/** One request that the fake received, or a call of a function of `fake.handlers`. */
export interface JournalCall {
  /** The path, such as `/user_identities/delete`; also a path that Seam does not have. */
  readonly endpoint: string;
  readonly verb: string;
  /** The validated parameters; empty when they were invalid. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The caller's kind of credential; absent without authentication, as for a call of `fake.handlers`. */
  readonly credential?: CredentialKind | undefined;
  /** 1, or more when the requests right before it had the same parameters and did not succeed. */
  readonly attempt: number;
  /** The status of the response; `null` when the caller received none, or not all of it. */
  readonly status: number | null;
  /** Whether the change was applied, even if the response was lost, or before it was. */
  readonly applied: boolean;
  /** The injected fault. */
  readonly fault?: string | undefined;
  readonly request_id: string;
  /** The time on the fake's clock. */
  readonly at: string;
}

/** Selects requests. Omitted parameters match any value. */
export interface CallFilter {
  /** Requests with these parameters, and any others. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  /** Requests with this status; `null` for requests without a response. */
  readonly status?: number | null | undefined;
  /** Requests that changed something, or did not. */
  readonly applied?: boolean | undefined;
  /** Requests with this kind of credential, such as `api_key`. */
  readonly credential?: CredentialKind | undefined;
}

const filterRules: OptionRules<CallFilter> = {
  params: rules.type('object'),
  status: {
    expected: 'a status, or null for none',
    accepts: (value) => value === null || Number.isInteger(value),
  },
  applied: rules.type('boolean'),
  credential: rules.type('string'),
};

/**
 * Checks that no value is undefined by mistake: it would match requests without the parameter, such as invalid ones.
 * @throws SeamConfigError that names the value
 */
export const checkDefined = (subject: string, values: object): void => {
  for (const [name, value] of Object.entries(values))
    if (value === undefined)
      throw new SeamConfigError(`${subject}: ${name} is undefined. Omit it to match any value.`);
};

interface AsymmetricMatcher {
  asymmetricMatch(actual: unknown): boolean;
}

const isAsymmetric = (value: unknown): value is AsymmetricMatcher =>
  typeof (value as Partial<AsymmetricMatcher> | null | undefined)?.asymmetricMatch === 'function';

/** Whether a parameter has the expected value, which may be an asymmetric matcher such as `expect.any(String)`. */
export const isExpectedValue = (expected: unknown, actual: unknown): boolean =>
  isAsymmetric(expected) ? expected.asymmetricMatch(actual) : isDeepStrictEqual(actual, expected);

/** Whether a request matches a filter. */
export const holds = (call: JournalCall, { params = {}, ...facts }: CallFilter): boolean =>
  Object.entries(params).every(([name, value]) => isExpectedValue(value, call.params[name])) &&
  (Object.keys(facts) as (keyof typeof facts)[]).every(
    (name) => facts[name] === undefined || facts[name] === call[name],
  );

/**
 * Checks a filter of the requests to an endpoint.
 *
 * @param calls the requests to the endpoint; one with undocumented parameters can be found by them
 * @throws SeamConfigError when the filter is invalid, or names a parameter that the endpoint does not have
 */
export const checkFilter = (endpoint: string, filter: CallFilter, calls: readonly JournalCall[]): void => {
  checkOptions('journal filter', filter, filterRules);
  const { params = {} } = filter;
  checkDefined('journal filter: params', params);
  if (!Object.hasOwn(parameterNames, endpoint)) return;
  const known = parameterNames[endpoint]?.split(' ') ?? [];
  for (const name of Object.keys(params))
    if (!known.includes(name) && !calls.some((call) => Object.hasOwn(call.params, name)))
      throw new SeamConfigError(`${endpoint} has no parameter "${name}".${suggest(name, known)}`);
};
