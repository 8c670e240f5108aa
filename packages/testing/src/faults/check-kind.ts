import { SeamConfigError } from '@org/seam-core';
import { checkOptions, describeValue, rules, suggest, type OptionRule } from '@org/seam-core/internal';

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
