import { SeamConfigError } from '@org/seam-core';
import {
  checkOptions,
  describeValue,
  longestTimer,
  type OptionRule,
  rules,
  suggest,
} from '@org/seam-core/internal';

interface OfKind {
  readonly kind: string;
}

/** A rule for a required property. */
interface RequiredRule extends OptionRule {
  readonly isRequired: true;
}

/** Makes the rule of a property required. */
export const needed = (rule: OptionRule): RequiredRule => ({ ...rule, isRequired: true });

type RuleOf<TObject, TName extends keyof TObject> =
  Partial<Pick<TObject, TName>> extends Pick<TObject, TName>
    ? OptionRule & { readonly isRequired?: undefined }
    : RequiredRule;

type RulesOf<TObject> = { readonly [TName in Exclude<keyof TObject, 'kind'>]-?: RuleOf<TObject, TName> };

/** One rule for each property of each kind. A missing rule is a type error. */
export type KindRules<TUnion extends OfKind> = {
  readonly [TKind in TUnion['kind']]: RulesOf<Extract<TUnion, { readonly kind: TKind }>>;
};

interface Known {
  /** The name for messages, such as `fault`. */
  readonly what: string;
  readonly kinds: Readonly<Record<string, Readonly<Record<string, OptionRule | RequiredRule>>>>;
}

/**
 * Checks an object that is of one of several kinds.
 * @throws SeamConfigError that names the unknown kind, or the missing, unknown or invalid property
 */
export const checkKind = (value: unknown, { what, kinds }: Known): void => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SeamConfigError(`A ${what} is an object with a kind; got ${describeValue(value)}.`);
  const { kind } = value as { kind?: unknown };
  const names = Object.keys(kinds);
  if (typeof kind !== 'string' || !Object.hasOwn(kinds, kind))
    throw new SeamConfigError(
      `There is no ${what} of the kind ${describeValue(kind)}.${suggest(String(kind), names)}`,
    );
  const properties = kinds[kind] ?? {};
  const subject = `The ${what} "${kind}"`;
  checkOptions<Record<string, unknown>>(subject, value as Record<string, unknown>, {
    ...properties,
    kind: rules.any,
  });
  for (const [name, rule] of Object.entries(properties))
    if ('isRequired' in rule && Reflect.get(value, name) === undefined)
      throw new SeamConfigError(`${subject} needs ${name}: ${rule.expected}.`);
};

/** Whether the change of a request is applied although it gets no response of Seam. */
interface LateEffect {
  /**
   * The change is applied this many milliseconds after the response, on the fake's clock: the caller sees the old state until
   * then. Without an effect when the request changes nothing, or when Seam refuses it at that time. Default: never.
   */
  readonly applied_after_ms?: number | undefined;
}

/** An injected fault of a request: plain data, so that a file can hold it. */
export type Fault =
  /** Returns an error in Seam's format. `applied`: whether the change is applied before. Default: false. */
  | ({
      readonly kind: 'status';
      readonly status: number;
      /** Default: Seam's error type for this status and endpoint, such as `device_not_found`. */
      readonly type?: string | undefined;
      readonly message?: string | undefined;
      /** The `Retry-After` header: seconds, or a date. */
      readonly retry_after?: string | number | undefined;
      readonly applied?: boolean | undefined;
    } & LateEffect)
  /** Returns an HTML page, as a proxy would. Default status: 502. */
  | ({
      readonly kind: 'html';
      readonly status?: number | undefined;
      readonly applied?: boolean | undefined;
    } & LateEffect)
  /** The connection breaks before the change is applied, or after it, so that the response is lost. */
  | ({ readonly kind: 'reset'; readonly applied: boolean } & LateEffect)
  /** There is no response. */
  | ({ readonly kind: 'hang'; readonly applied: boolean } & LateEffect)
  /** The body ends early: after `bytes` bytes, by default half of them. The change is applied. */
  | { readonly kind: 'truncate'; readonly bytes?: number | undefined }
  /** The body arrives in pieces over `ms` milliseconds. The change is applied. */
  | { readonly kind: 'slow_body'; readonly ms: number }
  /** The correct body with another content type. The change is applied. */
  | { readonly kind: 'content_type'; readonly value: string }
  /** The correct response, delayed by `ms` milliseconds, or by a random time from `ms` to `up_to`. */
  | { readonly kind: 'latency'; readonly ms: number; readonly up_to?: number | undefined };

/** The name of a kind of fault. */
export type FaultKind = Fault['kind'];

/** In how many milliseconds a fault applies the change of its request; `undefined` when it does not do so later. */
export const delayOfEffect = (fault: Fault | undefined): number | undefined =>
  fault && 'applied_after_ms' in fault ? fault.applied_after_ms : undefined;

/** A short description of a fault for the journal. */
export const describeFault = (fault: Fault): string => {
  const delay = delayOfEffect(fault);
  const late = delay === undefined ? '' : `, applied after ${delay} ms`;
  const applied = 'applied' in fault && fault.applied === true ? ', applied' : late;
  if (fault.kind === 'status') return `status ${fault.status}${applied}`;
  return `${fault.kind}${applied}`;
};

/** Whether a value is valid as a header. */
const isHeaderText = (value: unknown): boolean =>
  typeof value === 'string' && /^[\t\u0020-\u007E]+$/.test(value);

const headerText: OptionRule = { expected: 'a text that a header can carry', accepts: isHeaderText };
const milliseconds = rules.milliseconds(0);
const applied = rules.type('boolean');
const applied_after_ms = rules.milliseconds(0, 1_000 * 365 * 86_400_000);

const pageStatus: OptionRule = {
  expected: 'a status from 200 to 599 that can have a body',
  accepts: (value) => rules.count(200, 599).accepts(value) && ![204, 205, 304].includes(Number(value)),
};

const kinds: KindRules<Fault> = {
  status: {
    status: needed(rules.count(400, 599)),
    type: rules.type('string'),
    message: rules.type('string'),
    retry_after: {
      expected: 'a number of seconds, or a text that a header can carry',
      accepts: (value) => Number.isFinite(value) || isHeaderText(value),
    },
    applied,
    applied_after_ms,
  },
  html: { status: pageStatus, applied, applied_after_ms },
  reset: { applied: needed(applied), applied_after_ms },
  hang: { applied: needed(applied), applied_after_ms },
  truncate: { bytes: rules.count(0) },
  slow_body: { ms: needed(milliseconds) },
  content_type: { value: needed(headerText) },
  latency: { ms: needed(milliseconds), up_to: milliseconds },
};

/** @throws SeamConfigError when a fault is invalid */
export const checkFault = (fault: Fault): void => {
  checkKind(fault, { what: 'fault', kinds });
  if (delayOfEffect(fault) !== undefined && 'applied' in fault && fault.applied === true)
    throw new SeamConfigError(
      `The fault "${fault.kind}" takes applied: true or applied_after_ms, not both: the change is applied once.`,
    );
  if (fault.kind === 'latency' && fault.up_to !== undefined && fault.up_to < fault.ms)
    throw new SeamConfigError(
      `The fault "latency": up_to must be a number of milliseconds from ${fault.ms} to ${longestTimer}; got ${fault.up_to}.`,
    );
};
