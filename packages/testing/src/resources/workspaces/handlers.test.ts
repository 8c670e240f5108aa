import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../checked-fake.test-helper.ts';

const start = (assumptions = {}) => {
  const fake = createCheckedFake({ seed: 'building', assumptions });
  const reset = async () =>
    await fake.seam.workspaces.resetSandbox({}, { waitForActionAttempt: { pollingInterval: 1 } });
  return { ...fake, reset };
};

describe('the reset of a sandbox', () => {
  it('empties the workspace but for its keys, and leaves others alone', async () => {
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

  it('takes the time an action attempt takes', async () => {
    const { seam, state, clock } = start({ action_attempt_ms: 1000 });
    await seam.workspaces.resetSandbox({}, { waitForActionAttempt: false });
    clock.advance(999);
    expect(state.devices.size).toBe(4);
    clock.advance(1);
    expect(state.devices.size).toBe(0);
  });

  it('ends the keys, if that is assumed', async () => {
    const { seam, state, clock, workspaceId } = start({ sandbox_reset_keeps_keys: false });
    await seam.workspaces.resetSandbox({}, { waitForActionAttempt: false });
    clock.settle();
    await expect(seam.workspaces.get()).rejects.toMatchObject({ statusCode: 401 });
    expect(state.workspaces.get(workspaceId)).not.toHaveProperty('publishable_key');
  });

  it('is for sandboxes only', async () => {
    const { add, as } = start();
    const { workspace_id } = add.workspace({ is_sandbox: false });
    const real = as({ apiKey: add.apiKey(workspace_id) });
    await expect(real.workspaces.resetSandbox()).rejects.toMatchObject({
      statusCode: 400,
      type: 'workspace_not_sandbox',
    });
  });
});
