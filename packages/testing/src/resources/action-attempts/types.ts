import type { ActionAttemptRow, ActionType } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import type { AttemptInputs } from './inputs.ts';

/** An action attempt with the input of its type. */
export type AttemptOf<TType extends ActionType> = Omit<ActionAttemptRow, 'input'> & {
  readonly input: AttemptInputs[TType];
};

/** Runs when an action attempt ends. Returns the result that the API shows, or throws an AttemptError. */
export type AttemptEffect<TType extends ActionType> = (world: World, attempt: AttemptOf<TType>) => object;

/** The effect of each action type. The compiler reports a missing one. */
export type AttemptEffects = { readonly [K in ActionType]: AttemptEffect<K> };

/** Thrown by an effect. The action attempt ends with this error. */
export class AttemptError extends Error {
  override readonly name = 'AttemptError';
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}
