import { describe, expect, it } from 'vitest';
import { tree } from '../../test/adapters.test-helper.ts';
import { resolveExposed } from './expose.ts';

const pathsOf = (expose: readonly string[]) => resolveExposed(expose).map(({ endpoint }) => endpoint.path);

describe('resolveExposed', () => {
  it('returns an endpoint with its names in the tree', () => {
    expect(resolveExposed(['/acs/users/list'])).toEqual([
      { endpoint: expect.objectContaining({ path: '/acs/users/list' }), names: ['acs', 'users', 'list'] },
    ]);
  });

  it('returns a resource for a wildcard, without the resources below it', () => {
    const found = pathsOf(['/user_identities/*']);
    expect(found).toContain('/user_identities/delete');
    expect(found.filter((path) => !/^\/user_identities\/[a-z_]+$/.test(path))).toEqual([]);
    expect(pathsOf(['/user_identities/unmanaged/*'])).toContain('/user_identities/unmanaged/get');
  });

  it('returns each endpoint once', () => {
    expect(
      pathsOf(['/devices/list', '/devices/list', '/devices/*']).filter((path) => path === '/devices/list'),
    ).toEqual(['/devices/list']);
  });

  it('uses a custom contract', () => {
    expect(resolveExposed(['/widgets/*'], tree)).toHaveLength(4);
  });

  it.each([
    ['*'],
    ['/*'],
    ['/**'],
    ['/acs/*'],
    ['/user_identities/**'],
    ['/user_identities/del*'],
    ['/user_identities'],
    ['/user_identities/'],
    ['/user_identities/lst'],
    ['/USER_IDENTITIES/list'],
    ['user_identities/list'],
    ['https://connect.getseam.com/user_identities/list'],
    ['__proto__'],
    [''],
  ])('throws for %j', (entry) => {
    expect(() => resolveExposed(['/devices/list', entry])).toThrow(
      expect.objectContaining({
        name: 'SeamConfigError',
        message: expect.stringContaining('is not an endpoint'),
      }),
    );
  });

  it.each([[undefined], [null], [[]], ['*'], [{}]])('throws for the list %j', (expose) => {
    expect(() => resolveExposed(expose as never)).toThrow('needs expose');
  });
});
