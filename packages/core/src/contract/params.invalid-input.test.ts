import { expect, it } from 'vitest';
import { invalidInput } from './params.ts';

it('shows one issue alone, and the number of several', () => {
  const one = invalidInput([{ path: ['name'], message: 'Required' }], '', 'rejected');
  const two = invalidInput(
    [
      { path: ['access_schedule', 'ends_at'], message: 'Invalid datetime' },
      { path: [], message: 'Pass this, or that.' },
    ],
    '/widgets/rename: ',
    'not_sent',
  );
  expect(one.message).toBe('name is required');
  expect(two.message).toBe(
    '/widgets/rename: 2 Input Errors: Invalid datetime for "access_schedule.ends_at", Pass this, or that.',
  );
});

it('has the status and the type of an error of Seam, and the given outcome', () => {
  const error = invalidInput([{ path: ['name'], message: 'Required' }], '', 'rejected');
  expect(error).toMatchObject({ type: 'invalid_input', statusCode: 400, outcome: 'rejected' });
});

it('has each message at its parameter, nested like the parameters', () => {
  const error = invalidInput(
    [
      { path: ['name'], message: 'Required' },
      { path: ['name'], message: 'Invalid' },
      { path: ['schedule', 'ends_at'], message: 'Invalid datetime' },
      { path: [], message: 'Not together' },
    ],
    '',
    'rejected',
  );
  expect(error.getValidationErrorMessages('name')).toEqual(['Required', 'Invalid']);
  expect(error.getValidationErrorMessages('schedule')).toEqual([]);
  expect(JSON.parse(JSON.stringify(error.validationErrors))).toEqual({
    _errors: ['Not together'],
    name: { _errors: ['Required', 'Invalid'] },
    schedule: { _errors: [], ends_at: { _errors: ['Invalid datetime'] } },
  });
});

it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'R21, R22: a parameter named %s is one like any other',
  (name) => {
    const error = invalidInput([{ path: [name], message: 'Unknown parameter' }], '', 'rejected');
    expect(error.getValidationErrorMessages(name)).toEqual(['Unknown parameter']);
    expect(error.getValidationErrorMessages('other')).toEqual([]);
    expect({}).not.toHaveProperty('_errors');
  },
);
