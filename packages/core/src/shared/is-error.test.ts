import { expect, it } from 'vitest';
import { isError } from './is-error.ts';
import { inOtherRealm } from './realms.test-helper.ts';

it('W50 knows errors of every realm, and no objects that look like one', () => {
  const foreign = inOtherRealm('new TypeError("no")');
  expect(foreign instanceof Error).toBe(false);
  for (const error of [foreign, new Error('no'), new DOMException('no')]) expect(isError(error)).toBe(true);
  for (const value of [undefined, 'no', { name: 'Error', message: 'no' }]) expect(isError(value)).toBe(false);
});
