import { describe, expect, it, vi } from 'vitest';
import type { AuthorizeContext, AuthorizationDecision, Policy } from './authorize.ts';
import { all, any, byRole } from './policies.ts';

const call = { req: { role: 'viewer' } };
const yes = () => true;
const no = () => Promise.resolve(false);
const unauthenticated = (): AuthorizationDecision => ({ deny: 'unauthenticated' });
const notFound = (): AuthorizationDecision => ({ deny: 'not_found' });

it('R92: throws for a policy that is not a function', () => {
  expect(() => any(yes, undefined as never)).toThrow('any: policy 2 must be a function; got undefined.');
  expect(() => all(true as never)).toThrow('all: policy 1 must be a function; got true.');
  expect(() => byRole('role' as never, {})).toThrow('byRole: roleOf must be a function; got "role".');
  const roleOf = () => 'viewer';
  expect(() => byRole(roleOf, { viewer: true as never })).toThrow('byRole: the policy of viewer must be');
  expect(byRole(roleOf, { viewer: undefined })).toBeInstanceOf(Function);
});

describe('any', () => {
  it('allows with the first policy that does, and calls no further ones', async () => {
    const last = vi.fn(yes);
    expect(await any(no, yes, last)(call)).toBe(true);
    expect(last).not.toHaveBeenCalled();
  });

  it('denies when no policy allows, with an unauthenticated denial first', async () => {
    expect(await any(no, no)(call)).toBe(false);
    expect(await any(no, notFound)(call)).toEqual({ deny: 'not_found' });
    expect(await any(unauthenticated, no)(call)).toEqual({ deny: 'unauthenticated' });
    expect(await any()(call)).toBe(false);
  });

  it('allows with `true` only', async () => {
    expect(await any(() => 'yes' as never)(call)).not.toBe(true);
  });
});

it('policies of different context types can be combined', async () => {
  type Own = { readonly role: string };
  const isManager: Policy<{ readonly req: Own }> = ({ req }) => req.role === 'manager';
  const policy: Policy<AuthorizeContext<'/devices/get' | '/devices/list', Own>> = any(
    isManager,
    ({ endpoint }) => endpoint === '/devices/list',
  );
  const viewer = { req: { role: 'viewer' }, seam: {} };
  expect(await policy({ ...viewer, endpoint: '/devices/list', params: {} })).toBe(true);
  expect(await policy({ ...viewer, endpoint: '/devices/get', params: { device_id: 'd1' } })).toBe(false);
});

describe('all', () => {
  it('allows when every policy does', async () => {
    expect(await all(yes, yes)(call)).toBe(true);
  });

  it('denies with the first policy that does, and calls no further ones', async () => {
    const last = vi.fn(yes);
    expect(await all(yes, notFound, last)(call)).toEqual({ deny: 'not_found' });
    expect(last).not.toHaveBeenCalled();
  });

  it('denies every request without policies', async () => {
    expect(await all()(call)).toBe(false);
  });
});

describe('byRole', () => {
  const roleOf = ({ role }: { role?: string }) => role as 'viewer' | 'manager' | undefined;
  const policy = byRole<{ req: { role?: string } }, 'viewer' | 'manager'>(roleOf, {
    manager: yes,
    viewer: no,
  });

  it('calls the policy of the role', async () => {
    expect(await policy({ req: { role: 'manager' } })).toBe(true);
    expect(await policy({ req: { role: 'viewer' } })).toBe(false);
  });

  it('R50: a caller without a role is unauthenticated', async () => {
    expect(await policy({ req: {} })).toEqual({ deny: 'unauthenticated' });
  });

  it.each(['janitor', 'toString', '__proto__', 'constructor'])(
    'denies the role %s, which has no policy',
    async (role) => {
      expect(await policy({ req: { role } })).toBe(false);
    },
  );
});
