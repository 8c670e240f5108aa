import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

describe('connect webviews', () => {
  it('are pending when they are created', async () => {
    const { seam } = createCheckedFake({ seed: 'empty' });
    const webview = await seam.connectWebviews.create({
      accepted_providers: ['august', 'schlage'],
      excluded_providers: ['schlage'],
      custom_metadata: { building: 'north', old: null },
      customer_key: 'acme',
      custom_redirect_url: 'https://example.com/connected',
    });
    expect(webview).toMatchObject({
      status: 'pending',
      login_successful: false,
      accepted_providers: ['august'],
      any_provider_allowed: false,
      custom_metadata: { building: 'north' },
      customer_key: 'acme',
      connected_account_id: null,
      custom_redirect_failure_url: null,
    });
    expect(new URL(webview.url).searchParams.get('connect_webview_id')).toBe(webview.connect_webview_id);
    const { connect_webview_id } = webview;
    expect(await seam.connectWebviews.get({ connect_webview_id })).toEqual(webview);
    expect((await seam.connectWebviews.create()).any_provider_allowed).toBe(true);
    const thermostats = await seam.connectWebviews.create({ provider_category: 'thermostats' });
    expect(thermostats.accepted_providers).toContain('ecobee');
    expect(thermostats.accepted_providers).not.toContain('august');
  });

  it('are listed by metadata, customer, key and search, page by page', async () => {
    const { seam, add } = createCheckedFake({ seed: 'empty' });
    const north = add.connectWebview({ custom_metadata: { building: 'north' }, customer_key: 'acme' });
    const south = add.connectWebview({ accepted_providers: ['nuki'] });
    add.clientSession({ user_identifier_key: 'guest-1', connect_webview_ids: [south.connect_webview_id] });
    expect(await seam.connectWebviews.list({ custom_metadata_has: { building: 'north' } })).toEqual([north]);
    expect(await seam.connectWebviews.list({ customer_key: 'acme' })).toEqual([north]);
    expect(await seam.connectWebviews.list({ user_identifier_key: 'guest-1' })).toEqual([south]);
    expect(await seam.connectWebviews.list({ search: 'nuk' })).toEqual([south]);
    expect(await seam.connectWebviews.list({ limit: 1 })).toEqual([north]);
  });

  it('leave their account, also in client sessions, when they are deleted', async () => {
    const { seam, add, as, state } = createCheckedFake({ seed: 'empty' });
    const { connected_account_id } = add.connectedAccount();
    const { connect_webview_id } = add.connectWebview({ connected_account_id, status: 'authorized' });
    const { token } = add.clientSession({ connect_webview_ids: [connect_webview_id] });
    const { device_id } = add.device({ connected_account_id });
    await seam.connectWebviews.delete({ connect_webview_id });
    expect(state.connectedAccounts.size).toBe(1);
    const session = await as({ clientSessionToken: token }).clientSessions.get();
    expect(session).toMatchObject({
      connect_webview_ids: [],
      connected_account_ids: [connected_account_id],
    });
    expect(await as({ clientSessionToken: token }).devices.list()).toMatchObject([{ device_id }]);
    await expect(seam.connectWebviews.get({ connect_webview_id })).rejects.toMatchObject({
      type: 'connect_webview_not_found',
    });
  });
});
