import { expect, it } from 'vitest';
import { SeamConfigError } from '../../errors/seam-config-error.ts';
import { toApiError } from '../../errors/to-api-error.ts';
import { inOtherRealm } from '../../realms.test-helper.ts';
import { faultFields } from './fault-fields.ts';

const bySeam = (type: string, requestId: string) =>
  toApiError('bob@corp.example is taken', { type, statusCode: 409, requestId, data: 'bob@corp.example' });

it.each<[string, unknown, object]>([
  [
    'a refusal of Seam its kind, status and id',
    bySeam('conflict', 'seam-1'),
    { name: 'SeamApiError', outcome: 'rejected', status: 409, type: 'conflict', upstreamRequestId: 'seam-1' },
  ],
  [
    'a refusal of Seam no sentence in the place of a name',
    bySeam('bob is taken', 'bob was here'),
    { name: 'SeamApiError', outcome: 'rejected', status: 409 },
  ],
  [
    'options that cannot be meant what to do',
    new SeamConfigError('There is no credential.'),
    { name: 'SeamConfigError', message: 'There is no credential.', stack: expect.any(String) },
  ],
  [
    'what carries more only its message and stack',
    Object.assign(new TypeError('no database'), { response: 'bob', cause: bySeam('conflict', 'seam-1') }),
    { name: 'TypeError', message: 'no database', stack: expect.stringContaining('fault-fields.test.ts') },
  ],
  [
    'an error of another realm its message and stack (W50)',
    inOtherRealm('new TypeError("no database")'),
    { name: 'TypeError', message: 'no database', stack: expect.any(String) },
  ],
  ['what is no error its type', { bob: 1 }, { message: expect.stringContaining('of type object') }],
])('R62: a log is told of %s', (_, fault, fields) => {
  expect(faultFields(fault)).toEqual(fields);
});
