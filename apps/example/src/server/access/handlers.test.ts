import { AccessError } from '@org/seam-access';
import { expect, test } from 'vitest';
import { toApiError } from './handlers.ts';

test.each([
  ['run_finished', 409, 'The run of the person is being cancelled.'],
  ['plan_outdated', 409, 'The access has changed.'],
  ['person_not_found', 404, 'No user identity matches.'],
] as const)('the error %s of a workflow is a response with status %i', (code, statusCode, message) => {
  expect(toApiError(new AccessError(code, message))).toMatchObject({ statusCode, message });
});
