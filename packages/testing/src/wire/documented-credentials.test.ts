import { describe, expect, it } from 'vitest';
import { startWire } from './start-wire.test-helper.ts';

describe('credentials', () => {
  it('a console session token is accepted with a workspace, wherever a personal access token is', async () => {
    const { add, as, workspaceId } = startWire();
    const { workspace_id } = add.workspace({ name: 'Other' });
    const consoleSessionToken = add.consoleSession();
    const { device_id } = add.device();
    const { user_identity_id } = add.userIdentity();
    const seam = as({ consoleSessionToken, workspaceId });
    await seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id });
    await seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id });
    expect(await seam.workspaces.list()).toHaveLength(2);
    expect((await as({ consoleSessionToken, workspaceId: workspace_id }).workspaces.get()).name).toBe(
      'Other',
    );
    const without = as({ consoleSessionToken, workspaceId: null });
    expect(await without.workspaces.create({ name: 'New' })).toMatchObject({ name: 'New' });
  });

  it.each([
    ['an unknown one', 'eyJhbGciOiJub25lIn0.eyJ1c2VyX2lkIjoieCJ9.', true],
    ['one without a workspace', undefined, false],
    ['one with an unknown workspace', undefined, 'nowhere'],
  ])('refuses a console session token: %s', async (_, token, workspace) => {
    const { add, send, workspaceId } = startWire();
    const headers = {
      authorization: `Bearer ${token ?? add.consoleSession()}`,
      ...(workspace === false ? {} : { 'seam-workspace': workspace === true ? workspaceId : workspace }),
    };
    expect(await send('/devices/list', { headers })).toMatchObject({ status: 401, type: 'unauthorized' });
  });

  it.each(['seam-client-session-token', 'client-session-token', 'seam-publishable-key', 'seam-workspace'])(
    'ignores an empty %s header beside an API key',
    async (name) => {
      const { send } = startWire();
      expect((await send('/devices/list', { headers: { [name]: '' } })).status).toBe(200);
    },
  );

  it('an unknown client session token has its own type', async () => {
    const { send } = startWire();
    const headers = { authorization: 'Bearer seam_cst1_unknown' };
    expect(await send('/devices/list', { headers })).toMatchObject({
      status: 401,
      type: 'client_session_not_found',
    });
  });
});
