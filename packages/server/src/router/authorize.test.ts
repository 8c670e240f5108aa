import { afterEach, describe, expect, it, vi } from 'vitest';
import { tree } from '../../test/adapters.test-helper.ts';
import { findPolicy, runAuthorize } from './authorize.ts';
import { resolveExposed } from './expose.ts';

describe('runAuthorize', () => {
  const request = { endpoint: tree.widgets.get, params: {}, context: {} };

  afterEach(() => {
    vi.useRealTimers();
  });

  it('R53: rejects a decision after the timeout', async () => {
    vi.useFakeTimers();
    const result = runAuthorize(() => new Promise(() => {}), request, 5000).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(4999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await result).toMatchObject({ type: 'authorization_timeout', statusCode: 503 });
  });

  it('leaves no timer after a decision', async () => {
    vi.useFakeTimers();
    await runAuthorize(() => Promise.resolve(true), request, 5000);
    await expect(runAuthorize(() => Promise.reject(new Error('x')), request, 5000)).rejects.toMatchObject({
      type: 'authorization_error',
    });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('R52: does not return an error of Seam that a policy throws', async () => {
    const { apiError } = await import('../http/api-error.ts');
    await expect(
      runAuthorize(() => Promise.reject(apiError('not_found')), request, 5000),
    ).rejects.toMatchObject({
      type: 'authorization_error',
      statusCode: 500,
    });
  });

  it('awaits a thenable', async () => {
    const thenableOf = (decision: unknown) => ({
      // eslint-disable-next-line unicorn/no-thenable -- what a library of promises of its own gives
      then: (resolve: (value: unknown) => void) => resolve(decision),
    });
    await runAuthorize(() => thenableOf(true), request, 5000);
    await expect(runAuthorize(() => thenableOf(false), request, 5000)).rejects.toMatchObject({
      type: 'forbidden',
    });
  });

  it('R53: the timeout is five seconds by default', async () => {
    vi.useFakeTimers();
    const result = runAuthorize(() => new Promise(() => {}), request).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(4999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await result).toMatchObject({ type: 'authorization_timeout' });
  });
});

describe('findPolicy', () => {
  const exposed = resolveExposed(['/devices/list', '/acs/users/*']);
  const one = () => true;
  const other = () => false;

  describe('the policy of a path', () => {
    it('is the single function', () => {
      expect(findPolicy(one, exposed)('/devices/list')).toBe(one);
    });

    it('is the policy of the path, otherwise of its wildcard', () => {
      const policyOf = findPolicy(
        { '/devices/*': other, '/devices/list': one, '/acs/users/*': other },
        exposed,
      );
      expect(policyOf('/devices/list')).toBe(one);
      expect(policyOf('/acs/users/get')).toBe(other);
    });

    it('denies a path that is not exposed', () => {
      const policyOf = findPolicy({ '/devices/list': one, '/acs/users/*': one }, exposed);
      expect(policyOf('/devices/get')({} as never)).toBe(false);
    });

    it.each([undefined, null, true, 'yes', 0])('R49: cannot be %j', (authorize) => {
      expect(() => findPolicy(authorize, exposed)).toThrow('needs authorize');
    });

    it('R49: must be in the map for every exposed path', () => {
      expect(() => findPolicy({ '/acs/users/*': one }, exposed)).toThrow('no function for /devices/list');
      expect(() => findPolicy({ '/acs/users/*': one, '/devices/list': true }, exposed)).toThrow(
        'no function for /devices/list',
      );
    });

    it('cannot be in the map for a path that is not exposed', () => {
      const authorize = { '/devices/list': one, '/acs/users/*': one, '/locks/unlock_door': one };
      expect(() => findPolicy(authorize, exposed)).toThrow('"/locks/unlock_door", which is not exposed');
    });
  });
});
