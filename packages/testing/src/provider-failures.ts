import type { ActionType } from './rows.ts';

/** What can fail at the provider's end, long after Seam has answered the call that asked for it. */
export type ProviderAction =
  | ActionType
  | 'acs_user.create'
  | 'acs_user.update'
  | 'acs_user.delete'
  | 'acs_access_group.update'
  | 'acs_access_group.delete'
  | 'acs_credential.delete'
  | 'access_code.set'
  | 'access_code.remove'
  | 'access_method.issue';

export interface ProviderFailure {
  readonly type: string;
  readonly message: string;
}

/** The failures that a test has asked for, in a queue per action. */
export class ProviderFailures {
  readonly #queues = new Map<ProviderAction, ProviderFailure[]>();

  /**
   * Lets the next action of a kind fail when its time has come: an action attempt ends in an error, an access code cannot
   * be set.
   *
   * @example
   * fake.provider.failNext('UNLOCK_DOOR', { type: 'device_offline', message: 'The lock does not answer.' });
   */
  failNext(
    action: ProviderAction,
    { type = 'uncategorized_error', message = 'The provider failed.' }: Partial<ProviderFailure> = {},
  ): void {
    const queue = this.#queues.get(action) ?? [];
    this.#queues.set(action, [...queue, { type, message }]);
  }

  /** The failure the next action of the kind shall have, which is used up. */
  take(action: ProviderAction): ProviderFailure | undefined {
    const [next, ...rest] = this.#queues.get(action) ?? [];
    this.#queues.set(action, rest);
    return next;
  }

  clear(): void {
    this.#queues.clear();
  }
}
