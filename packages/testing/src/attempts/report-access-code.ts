import { presentAccessCode } from '../present/access-code.ts';
import type { AttemptEffect } from './attempt-effects.ts';
import { AttemptError } from './attempt-error.ts';

/** Tells what became of an access code. @throws AttemptError when it is gone, or could not be set */
export const reportAccessCode: AttemptEffect<'CREATE_ACCESS_CODE'> = (world, { input }) => {
  const row = world.state.accessCodes.get(input.access_code_id);
  if (!row) throw new AttemptError('access_code_not_found', 'The access code is gone.');
  const [error] = row.errors;
  if (error) throw new AttemptError(error.error_code, error.message);
  return { access_code: presentAccessCode(world)(row) };
};
