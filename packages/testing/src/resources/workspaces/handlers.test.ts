import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

const start = (assumptions = {}) => {
  const fake = createCheckedFake({ seed: 'building', assumptions });
  const reset = async () =>
    await fake.seam.workspaces.resetSandbox({}, { waitForActionAttempt: { pollingInterval: 1 } });
  return { ...fake, reset };
};

describe('the reset of a sandbox', () => {
  it('deletes everything in the workspace except its keys, and nothing in others', async () => {
    const { seam, state, add, reset, workspaceId } = start();
    const { workspace_id } = add.workspace();
    add.device({ workspace_id });
    add.webhook();
    const before = await seam.workspaces.get();
    await seam.connectWebviews.create();
    expect(await reset()).toMatchObject({ action_type: 'RESET_SANDBOX_WORKSPACE', status: 'success' });
    expect(await seam.workspaces.get()).toEqual(before);
    expect(await seam.userIdentities.list()).toEqual([]);
    expect(await seam.webhooks.list()).toEqual([]);
    expect([...state.devices]).toMatchObject([{ workspace_id }]);
    for (const links of [state.deviceAccess, state.entranceAccess]) expect(links.toJSON()).toEqual([]);
    const left = Object.entries(state).filter(
      ([, part]) => 'by' in part && part.by('workspace_id', workspaceId).length > 0,
    );
    expect(left.map(([name]) => name)).toEqual(['workspaces', 'apiKeys', 'actionAttempts']);
  });

  it('takes as long as an action attempt', async () => {
    const { seam, state, clock } = start({ action_attempt_ms: 1000 });
    await seam.workspaces.resetSandbox({}, { waitForActionAttempt: false });
    clock.advance(999);
    expect(state.devices.size).toBe(4);
    clock.advance(1);
    expect(state.devices.size).toBe(0);
  });

  it('deletes the keys without sandbox_reset_keeps_keys', async () => {
    const { seam, state, clock, workspaceId } = start({ sandbox_reset_keeps_keys: false });
    await seam.workspaces.resetSandbox({}, { waitForActionAttempt: false });
    clock.settle();
    await expect(seam.workspaces.get()).rejects.toMatchObject({ statusCode: 401 });
    expect(state.workspaces.get(workspaceId)).not.toHaveProperty('publishable_key');
  });

  it('is rejected outside a sandbox', async () => {
    const { add, as } = start();
    const { workspace_id } = add.workspace({ is_sandbox: false });
    const real = as({ apiKey: add.apiKey(workspace_id) });
    await expect(real.workspaces.resetSandbox()).rejects.toMatchObject({
      statusCode: 400,
      type: 'workspace_not_sandbox',
    });
  });
});

describe('workspaces', () => {
  it('are updated with an API key, and created with a personal access token', async () => {
    const { seam, add, state, fetch, endpoint } = createCheckedFake({ seed: 'empty' });
    await seam.workspaces.update({ name: 'Home', connect_webview_customization: { logo_shape: 'circle' } });
    expect(await seam.workspaces.get()).toMatchObject({
      name: 'Home',
      connect_webview_customization: { logo_shape: 'circle' },
    });
    await expect(seam.workspaces.create({ name: 'New' })).rejects.toMatchObject({ statusCode: 401 });
    const response = await fetch(`${endpoint}/workspaces/create`, {
      method: 'POST',
      headers: { authorization: `Bearer ${add.personalAccessToken()}`, 'content-type': 'application/json' },
      body: '{"name":"New"}',
    });
    expect(response.status).toBe(200);
    expect([...state.workspaces].map(({ name }) => name)).toEqual(['Home', 'New']);
  });
});
