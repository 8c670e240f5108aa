import { type OptionRule, type OptionRules, rules } from '@org/seam-core/internal';
import { AccessError } from '../access-error.ts';
import { checkAccessOptions, secret, withFunctions } from '../check-options.ts';
import { type ReadOptions, readRules } from '../doors/read-facts.ts';
import type { Journal } from '../journal/journal.ts';
import { isSigningKey, type SigningKey } from '../receipt/signature.ts';
import type { Clock } from './clock.ts';
import type { OffboardHooks } from './hooks.ts';
import type { Plan } from './plan.ts';
import { choiceRules, type PlanChoices } from './plan-choices.ts';

/** How a run is carried out. */
export interface RunOptions extends ReadOptions {
  /**
   * Cancels the run: between two changes, while reading, or while waiting. The run ends as `cancelled`, with a receipt.
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * How long every door must have been closed before another read confirms it, in milliseconds: from 0 to 24 days. Choose it
   * longer than your access systems and automations take to undo a change. With 0 the second read follows at once.
   * @default 5000
   */
  readonly settle?: number | undefined;
  /**
   * How long doors may stay open after the changes before the run ends as `stuck`, in milliseconds, 1 or more. It also limits
   * how long Seam may be unreadable, and how long the unlinking and the deletion may take.
   * @default 300000
   */
  readonly deadline?: number | undefined;
  /** Signs the receipt: a secret of at least 16 characters or bytes (HMAC-SHA256), or a private key such as Ed25519. */
  readonly signingKey?: SigningKey | undefined;
  /** @default the time of this machine */
  readonly clock?: Clock | undefined;
  /** Functions for metrics and traces. */
  readonly hooks?: OffboardHooks | undefined;
}

export interface OffboardOptions extends RunOptions, PlanChoices {
  /** Who asks for it, up to 1000 characters. It is part of the receipt. */
  readonly actor: string;
  /** Why, up to 1000 characters. It is part of the receipt. */
  readonly reason: string;
  /** The plan to carry out, with its choices. Without one, the plan is made now. */
  readonly plan?: Plan | undefined;
  /**
   * Where the run is recorded. A run of the person that has not ended is continued with the plan it has: its choices, actor
   * and reason stay, whatever is passed here. Another `plan` is refused.
   * @default a journal in memory
   */
  readonly journal?: Journal | undefined;
}

export const runDefaults = { settle: 5000, deadline: 300_000, concurrency: 4 } as const;

/** A text that a reader of the receipt can use. */
export const label: OptionRule = {
  expected: 'a text of 1 to 1000 characters',
  accepts: (value) => typeof value === 'string' && value.trim() !== '' && value.length <= 1000,
};

/** The rules of the options of a run. */
export const runRules: OptionRules<RunOptions> = {
  ...readRules,
  settle: rules.milliseconds(0),
  deadline: rules.milliseconds(1),
  signingKey: secret({
    expected:
      'a secret text of at least 16 characters, or a secret or private KeyObject that can sign (for a PEM text, createPrivateKey makes one)',
    accepts: isSigningKey,
  }),
  hooks: rules.type('object'),
};

const journal = withFunctions('a journal', ['start', 'open', 'openRunOf']);

const plan: OptionRule = {
  expected: 'a plan of planOffboarding',
  accepts: (value) =>
    typeof value === 'object' && value !== null && typeof Reflect.get(value, 'hash') === 'string',
};

const require = <TOptions extends object>(
  owner: string,
  options: TOptions,
  [name, { expected }]: readonly [name: keyof TOptions & string, rule: OptionRule],
): void => {
  if (options[name] === undefined)
    throw new AccessError('invalid_option', `${owner}: ${name} is required. It must be ${expected}.`);
};

/** @throws AccessError `invalid_option` */
export const checkOffboardOptions = (owner: string, options: OffboardOptions): void => {
  checkAccessOptions(owner, options, {
    ...runRules,
    ...choiceRules,
    actor: label,
    reason: label,
    plan,
    journal,
  });
  require(owner, options, ['actor', label]);
  require(owner, options, ['reason', label]);
};

/** @throws AccessError `invalid_option` */
export const checkContinueOptions = (
  owner: string,
  options: RunOptions & { readonly journal: Journal },
): void => {
  checkAccessOptions(owner, options, { ...runRules, journal });
  require(owner, options, ['journal', journal]);
};
