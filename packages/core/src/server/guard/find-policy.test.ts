import { describe, expect, it } from 'vitest';
import { resolveExposed } from './expose.ts';
import { findPolicy } from './find-policy.ts';

const exposed = resolveExposed(['/devices/list', '/acs/users/*']);
const one = () => true;
const other = () => false;

describe('the policy of a path', () => {
  it('is the one function, where there is one', () => {
    expect(findPolicy(one, exposed)('/devices/list')).toBe(one);
  });

  it('is that of the path, or else that of its wildcard', () => {
    const policyOf = findPolicy(
      { '/devices/*': other, '/devices/list': one, '/acs/users/*': other },
      exposed,
    );
    expect(policyOf('/devices/list')).toBe(one);
    expect(policyOf('/acs/users/get')).toBe(other);
  });

  it('denies where a path is not exposed, should anybody ask', () => {
    const policyOf = findPolicy({ '/devices/list': one, '/acs/users/*': one }, exposed);
    expect(policyOf('/devices/get')({} as never)).toBe(false);
  });

  it.each([undefined, null, true, 'yes', 0])('R49: is not %j', (authorize) => {
    expect(() => findPolicy(authorize, exposed)).toThrow('needs authorize');
  });

  it('R49: is missed at once in a map that leaves one out', () => {
    expect(() => findPolicy({ '/acs/users/*': one }, exposed)).toThrow('no function for /devices/list');
    expect(() => findPolicy({ '/acs/users/*': one, '/devices/list': true }, exposed)).toThrow(
      'no function for /devices/list',
    );
  });

  it('is not that of a path which is not exposed', () => {
    const authorize = { '/devices/list': one, '/acs/users/*': one, '/locks/unlock_door': one };
    expect(() => findPolicy(authorize, exposed)).toThrow('"/locks/unlock_door", which is not exposed');
  });
});
