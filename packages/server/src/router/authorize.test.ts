import { afterEach, describe, expect, it, vi } from 'vitest';
import { tree } from '../../test/adapters.test-helper.ts';
import { findPolicy, runAuthorize } from './authorize.ts';
import { resolveExposed } from './expose.ts';

describe('decide', () => {
  const request = { endpoint: tree.widgets.get, params: {}, context: {} };

  afterEach(() => {
    vi.useRealTimers();
  });

  it('R53: a decision is waited for as long as is said, and not longer', async () => {
    vi.useFakeTimers();
    const decided = runAuthorize(() => new Promise(() => {}), request, 5000).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(4999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await decided).toMatchObject({ type: 'authorization_timeout', statusCode: 503 });
  });

  it('a decision that was made leaves no timer behind', async () => {
    vi.useFakeTimers();
    await runAuthorize(() => Promise.resolve(true), request, 5000);
    await expect(runAuthorize(() => Promise.reject(new Error('x')), request, 5000)).rejects.toMatchObject({
      type: 'authorization_error',
    });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('R52: an error of Seam’s that a policy met is not passed on as one', async () => {
    const { apiError } = await import('../http/api-error.ts');
    await expect(
      runAuthorize(() => Promise.reject(apiError('not_found')), request, 5000),
    ).rejects.toMatchObject({
      type: 'authorization_error',
      statusCode: 500,
    });
  });

  it('what is only like a promise is waited for, too', async () => {
    // eslint-disable-next-line unicorn/no-thenable -- what a library of promises of its own gives
    const saying = (said: unknown) => ({ then: (resolve: (value: unknown) => void) => resolve(said) });
    await runAuthorize(() => saying(true), request, 5000);
    await expect(runAuthorize(() => saying(false), request, 5000)).rejects.toMatchObject({
      type: 'forbidden',
    });
  });

  it('R53: a decision has five seconds unless said otherwise', async () => {
    vi.useFakeTimers();
    const decided = runAuthorize(() => new Promise(() => {}), request).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(4999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await decided).toMatchObject({ type: 'authorization_timeout' });
  });
});

describe('find policy', () => {
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
});
