import { checkOptions } from '../check-options.ts';
import type { HandlerOptions } from './handler-options.ts';
import { guardedHandlerRules, handlerRules } from './option-rules.ts';

/**
 * Checks the options of a handler: those of the guard unless it is said that there is none.
 * @throws SeamConfigError for an option that is unknown or out of range
 */
export const checkHandlerOptions = (subject: string, options: object): void => {
  const { unguarded, expose } = options as Partial<HandlerOptions>;
  const isUnguarded = unguarded !== undefined && expose === undefined;
  checkOptions<object>(subject, options, isUnguarded ? handlerRules : guardedHandlerRules);
};
