import { describe, expect, it, vi } from 'vitest';
import type { AuthorizeContext, AuthorizationDecision, Policy } from './authorize.ts';
import { all, any, byRole } from './policies.ts';

const call = { req: { role: 'viewer' } };
const yes = () => true;
const no = () => Promise.resolve(false);
const stranger = (): AuthorizationDecision => ({ deny: 'unauthenticated' });
const hidden = (): AuthorizationDecision => ({ deny: 'not_found' });

it('R92: what is no policy is refused when it is put together', () => {
  expect(() => any(yes, undefined as never)).toThrow('any: policy 2 must be a function; got undefined.');
  expect(() => all(true as never)).toThrow('all: policy 1 must be a function; got true.');
  expect(() => byRole('role' as never, {})).toThrow('byRole: roleOf must be a function; got "role".');
  const roleOf = () => 'viewer';
  expect(() => byRole(roleOf, { viewer: true as never })).toThrow('byRole: the policy of viewer must be');
  expect(byRole(roleOf, { viewer: undefined })).toBeInstanceOf(Function);
});

describe('any', () => {
  it('is true as soon as one is, and asks no further', async () => {
    const last = vi.fn(yes);
    expect(await any(no, yes, last)(call)).toBe(true);
    expect(last).not.toHaveBeenCalled();
  });

  it('denies when none is true, and says first that the caller is not known', async () => {
    expect(await any(no, no)(call)).toBe(false);
    expect(await any(no, hidden)(call)).toEqual({ deny: 'not_found' });
    expect(await any(stranger, no)(call)).toEqual({ deny: 'unauthenticated' });
    expect(await any()(call)).toBe(false);
  });

  it('takes nothing but true for true', async () => {
    expect(await any(() => 'yes' as never)(call)).not.toBe(true);
  });
});

it('policies of requests alone, and those of calls, go together', async () => {
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
  it('is true when every one is', async () => {
    expect(await all(yes, yes)(call)).toBe(true);
  });

  it('denies with the first that does, and asks no further', async () => {
    const last = vi.fn(yes);
    expect(await all(yes, hidden, last)(call)).toEqual({ deny: 'not_found' });
    expect(last).not.toHaveBeenCalled();
  });

  it('lets nothing through without a policy', async () => {
    expect(await all()(call)).toBe(false);
  });
});

describe('byRole', () => {
  const roleOf = ({ role }: { role?: string }) => role as 'viewer' | 'manager' | undefined;
  const policy = byRole<{ req: { role?: string } }, 'viewer' | 'manager'>(roleOf, {
    manager: yes,
    viewer: no,
  });

  it('asks the policy of the role', async () => {
    expect(await policy({ req: { role: 'manager' } })).toBe(true);
    expect(await policy({ req: { role: 'viewer' } })).toBe(false);
  });

  it('R50: does not know a caller without a role', async () => {
    expect(await policy({ req: {} })).toEqual({ deny: 'unauthenticated' });
  });

  it.each(['janitor', 'toString', '__proto__', 'constructor'])(
    'denies the role %s, which has none',
    async (role) => {
      expect(await policy({ req: { role } })).toBe(false);
    },
  );
});
