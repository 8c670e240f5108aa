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

/** A rule for a property that has to be there. */
interface NeededRule extends OptionRule {
  readonly isNeeded: true;
}

/** The rule of a property that has to be there. */
export const needed = (rule: OptionRule): NeededRule => ({ ...rule, isNeeded: true });

type RuleOf<TObject, TName extends keyof TObject> =
  Partial<Pick<TObject, TName>> extends Pick<TObject, TName>
    ? OptionRule & { readonly isNeeded?: undefined }
    : NeededRule;

type RulesOf<TObject> = { readonly [TName in Exclude<keyof TObject, 'kind'>]-?: RuleOf<TObject, TName> };

/** One rule for each property of each kind; a kind or a property without a rule does not compile. */
export type KindRules<TUnion extends OfKind> = {
  readonly [TKind in TUnion['kind']]: RulesOf<Extract<TUnion, { readonly kind: TKind }>>;
};

interface Known {
  /** What it is of which there are kinds, for the message, such as `fault`. */
  readonly what: string;
  readonly kinds: Readonly<Record<string, Readonly<Record<string, OptionRule | NeededRule>>>>;
}

/**
 * Checks an object that is of one of several kinds.
 * @throws SeamConfigError that names the kind, or the property that is missing, unknown or wrong
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
    if ('isNeeded' in rule && Reflect.get(value, name) === undefined)
      throw new SeamConfigError(`${subject} needs ${name}: ${rule.expected}.`);
};

/** What may happen to a call besides an answer. All of it is plain data, so that it can come from a file. */
export type Fault =
  /** Answered with an error in Seam's shape. `applied` says whether the effect took place before: by default it did not. */
  | {
      readonly kind: 'status';
      readonly status: number;
      /** Unless it is given, what Seam would say to this call with this status: `unauthorized`, `device_not_found`. */
      readonly type?: string | undefined;
      readonly message?: string | undefined;
      /** The `Retry-After` header, as it is: seconds, or a date. */
      readonly retry_after?: string | number | undefined;
      readonly applied?: boolean | undefined;
    }
  /** Answered with a page, as a proxy in between would. Default status: 502. */
  | { readonly kind: 'html'; readonly status?: number | undefined; readonly applied?: boolean | undefined }
  /** The connection breaks: before the effect, or after it, so that it is applied and the answer is lost. */
  | { readonly kind: 'reset'; readonly applied: boolean }
  /** No answer ever comes. */
  | { readonly kind: 'hang'; readonly applied: boolean }
  /** The body ends early: after so many bytes, or half of them. The effect is applied. */
  | { readonly kind: 'truncate'; readonly bytes?: number | undefined }
  /** The body comes in pieces, with so many milliseconds in all. The effect is applied. */
  | { readonly kind: 'slow_body'; readonly ms: number }
  /** The right body under another content type. The effect is applied. */
  | { readonly kind: 'content_type'; readonly value: string }
  /** The right answer, so many milliseconds late; between `ms` and `up_to`, if that is given. */
  | { readonly kind: 'latency'; readonly ms: number; readonly up_to?: number | undefined };

/** The name of a kind of fault. */
export type FaultKind = Fault['kind'];

/** What each kind of fault is, in a few words, for the journal. */
export const describeFault = (fault: Fault): string => {
  const applied = 'applied' in fault && fault.applied === true ? ', applied' : '';
  if (fault.kind === 'status') return `status ${fault.status}${applied}`;
  return `${fault.kind}${applied}`;
};

/** What a header can carry: anything else would break the connection instead. */
const isHeaderText = (value: unknown): boolean =>
  typeof value === 'string' && /^[\t\u0020-\u007E]+$/.test(value);

const headerText: OptionRule = { expected: 'a text that a header can carry', accepts: isHeaderText };
const milliseconds = rules.milliseconds(0);
const applied = rules.type('boolean');

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
  },
  html: { status: pageStatus, applied },
  reset: { applied: needed(applied) },
  hang: { applied: needed(applied) },
  truncate: { bytes: rules.count(0) },
  slow_body: { ms: needed(milliseconds) },
  content_type: { value: needed(headerText) },
  latency: { ms: needed(milliseconds), up_to: milliseconds },
};

/** @throws SeamConfigError when something that came from a file or a caller is no fault */
export const checkFault = (fault: Fault): void => {
  checkKind(fault, { what: 'fault', kinds });
  if (fault.kind === 'latency' && fault.up_to !== undefined && fault.up_to < fault.ms)
    throw new SeamConfigError(
      `The fault "latency": up_to must be a number of milliseconds from ${fault.ms} to ${longestTimer}; got ${fault.up_to}.`,
    );
};
