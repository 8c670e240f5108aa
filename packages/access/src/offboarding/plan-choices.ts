import { type OptionRules, rules } from '@org/seam-core/internal';

/** What an offboarding does besides closing every door. */
export interface PlanChoices {
  /**
   * Suspends the ACS users first. Reversible.
   * @default false
   */
  readonly suspend?: boolean | undefined;
  /**
   * Deactivates the person's phones, which ends their mobile credentials.
   * @default false
   */
  readonly deactivatePhones?: boolean | undefined;
  /**
   * Unlinks the ACS users once they open nothing.
   * @default true
   */
  readonly unlinkAcsUsers?: boolean | undefined;
  /**
   * Deletes the user identity at the end, when no door is open. Seam deletes its client sessions, phones and linked ACS users
   * with it.
   * @default false
   */
  readonly deleteUserIdentity?: boolean | undefined;
}

export const choiceRules: OptionRules<PlanChoices> = {
  suspend: rules.type('boolean'),
  deactivatePhones: rules.type('boolean'),
  unlinkAcsUsers: rules.type('boolean'),
  deleteUserIdentity: rules.type('boolean'),
};

/** The choices with their defaults. */
export const withDefaults = ({
  suspend = false,
  deactivatePhones = false,
  unlinkAcsUsers = true,
  deleteUserIdentity = false,
}: PlanChoices): Required<PlanChoices> => ({
  suspend,
  deactivatePhones,
  unlinkAcsUsers,
  deleteUserIdentity,
});
