import type { ActionAttemptRow, ActionType } from '../fake/rows.ts';
import type { World } from '../fake/world.ts';
import type { AttemptInputs } from './inputs.ts';

/** An action attempt with the input of its kind. */
export type AttemptOf<TType extends ActionType> = Omit<ActionAttemptRow, 'input'> & {
  readonly input: AttemptInputs[TType];
};

/**
 * What an action attempt does when its time has come. It returns what the API shows as the result, or throws an
 * AttemptError.
 */
export type AttemptEffect<TType extends ActionType> = (world: World, attempt: AttemptOf<TType>) => object;

/** The effects of all kinds. One that is missing does not compile. */
export type AttemptEffects = { readonly [K in ActionType]: AttemptEffect<K> };

/** Thrown by an effect: the action attempt ends with this error. */
export class AttemptError extends Error {
  override readonly name = 'AttemptError';
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}
