import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

const start = () => {
  const fake = createCheckedFake({ seed: 'empty' });
  const console_ = fake.as({ personalAccessToken: fake.add.personalAccessToken(), workspaceId: null });
  return { ...fake, console: console_ };
};

describe('a workspace', () => {
  it('is created as a production workspace, unless is_sandbox is set', async () => {
    const { console } = start();
    expect(await console.workspaces.create({ name: 'Live' })).toMatchObject({ is_sandbox: false });
    expect(await console.workspaces.create({ name: 'Test', is_sandbox: true })).toMatchObject({
      is_sandbox: true,
    });
  });

  it('is created with its names, customization and organization', async () => {
    const { console } = start();
    const connect_webview_customization = {
      logo_shape: 'square' as const,
      primary_button_color: '#102030',
      primary_button_text_color: null,
      success_message: 'Connected.',
    };
    const organization_id = '5fa0f1b2-6d32-4a5b-b7a3-4f0f6ed3ad11';
    expect(
      await console.workspaces.create({
        name: 'Live',
        company_name: 'Doors Ltd',
        connect_partner_name: 'Doors',
        connect_webview_customization,
        organization_id,
      }),
    ).toMatchObject({
      name: 'Live',
      company_name: 'Doors Ltd',
      connect_partner_name: 'Doors',
      connect_webview_customization: {
        logo_shape: 'square',
        primary_button_color: '#102030',
        success_message: 'Connected.',
      },
      organization_id,
    });
  });

  it('takes the customization from the deprecated parameters too', async () => {
    const { console } = start();
    const workspace = await console.workspaces.create({
      name: 'Live',
      webview_logo_shape: 'circle',
      webview_primary_button_color: '#000000',
      webview_success_message: 'Old',
      connect_webview_customization: { success_message: 'New' },
    });
    expect(workspace.connect_webview_customization).toEqual({
      logo_shape: 'circle',
      primary_button_color: '#000000',
      success_message: 'New',
    });
  });

  it('is found by the key or the session that belongs to it, and listed alone', async () => {
    const { as, add, workspaceId } = start();
    const { workspace_id } = add.workspace({ name: 'Other' });
    for (const seam of [
      as({ apiKey: add.apiKey(workspace_id) }),
      as({ clientSessionToken: add.clientSession({ workspace_id }).token }),
    ]) {
      expect(await seam.workspaces.get()).toMatchObject({ workspace_id });
      expect(await seam.workspaces.list()).toHaveLength(1);
    }
    const everywhere = as({ personalAccessToken: add.personalAccessToken(), workspaceId });
    expect(await everywhere.workspaces.get()).toMatchObject({ workspace_id: workspaceId });
    expect(await everywhere.workspaces.list()).toHaveLength(2);
  });

  it('keeps what an update does not name', async () => {
    const { seam } = start();
    await seam.workspaces.update({ connect_webview_customization: { logo_shape: 'circle' } });
    await seam.workspaces.update({
      name: 'New name',
      connect_partner_name: 'Partner',
      connect_webview_customization: { success_message: 'Done', logo_shape: null },
    });
    expect(await seam.workspaces.get()).toMatchObject({
      name: 'New name',
      connect_partner_name: 'Partner',
      company_name: 'Example Company',
      connect_webview_customization: { logo_shape: 'circle', success_message: 'Done' },
    });
  });

  it('refuses publishable keys after they are disabled, and takes them again', async () => {
    const { seam, as, state, workspaceId } = start();
    const publishableKey = state.workspaces.get(workspaceId)?.publishable_key;
    const open = () => as({ publishableKey, userIdentifierKey: 'guest-1' }).devices.list();
    await seam.workspaces.update({ is_publishable_key_auth_enabled: false });
    await expect(open()).rejects.toMatchObject({ statusCode: 401 });
    await seam.workspaces.update({ is_publishable_key_auth_enabled: true });
    expect(await open()).toEqual([]);
  });
});

describe('the sandbox', () => {
  it('can be reset, which returns an action attempt and restores the initial state', async () => {
    const { seam, add } = start();
    add.userIdentity();
    add.device();
    const attempt = await seam.workspaces.resetSandbox();
    expect(attempt).toMatchObject({ action_type: 'RESET_SANDBOX_WORKSPACE', status: 'success' });
    expect([await seam.userIdentities.list(), await seam.devices.list()]).toEqual([[], []]);
  });

  it('is the only kind of workspace that can be reset, or that simulates devices', async () => {
    const { as, add } = start();
    const { workspace_id } = add.workspace({ is_sandbox: false });
    const apiKey = add.apiKey(workspace_id);
    const live = as({ apiKey });
    const { device_id } = add.device({ workspace_id });
    const refused = { statusCode: 400, type: 'workspace_not_sandbox' };
    await expect(live.workspaces.resetSandbox()).rejects.toMatchObject(refused);
    await expect(live.devices.simulate.disconnect({ device_id })).rejects.toMatchObject(refused);
    expect(apiKey).not.toContain('test');
    expect(add.apiKey()).toContain('test');
  });
});
