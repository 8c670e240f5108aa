import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';
import { eventTypes } from '../../generated/event-types.ts';

const url = 'https://example.com/hook';

describe('webhooks', () => {
  it('get their own secret, which later responses include', async () => {
    const { seam } = createCheckedFake({ seed: 'empty' });
    const [one, two] = [await seam.webhooks.create({ url }), await seam.webhooks.create({ url })];
    expect(one).toMatchObject({ url, event_types: ['*'] });
    expect(one.secret).toMatch(/^whsec_[\w+/]{32}$/);
    expect(two.secret).not.toBe(one.secret);
    expect(await seam.webhooks.get({ webhook_id: one.webhook_id })).toEqual(one);
    expect(await seam.webhooks.list()).toEqual([one, two]);
  });

  it('do not show the secret from before the last rotation', async () => {
    const { seam, webhooks, add } = createCheckedFake({ seed: 'empty' });
    const { webhook_id } = add.webhook();
    const secret = webhooks.rotateSecret(webhook_id);
    const shown = await seam.webhooks.get({ webhook_id });
    expect(Object.keys(shown).toSorted()).toEqual(['event_types', 'secret', 'url', 'webhook_id']);
    expect(shown.secret).toBe(secret);
  });

  it('accept all documented event types, and no others', async () => {
    const { seam, state } = createCheckedFake({ seed: 'empty' });
    const { webhook_id } = await seam.webhooks.create({ url, event_types: [...eventTypes] });
    await expect(
      seam.webhooks.create({ url, event_types: ['lock.locked', 'lock.exploded'] }),
    ).rejects.toMatchObject({
      statusCode: 400,
      type: 'invalid_event_types',
      data: { event_types: ['lock.exploded'] },
    });
    await expect(
      seam.webhooks.update({ webhook_id, event_types: ['user_identity.created'] }),
    ).rejects.toMatchObject({ type: 'invalid_event_types' });
    await seam.webhooks.update({ webhook_id, event_types: ['lock.locked'] });
    expect([...state.webhooks].map(({ event_types }) => event_types)).toEqual([['lock.locked']]);
  });

  it('receive nothing after they are deleted', async () => {
    const { seam, add, state, webhooks } = createCheckedFake({ seed: 'empty' });
    const { webhook_id } = await seam.webhooks.create({ url });
    await seam.acs.users.create({ acs_system_id: add.acsSystem().acs_system_id, full_name: 'Ada' });
    expect(state.deliveries.countBy('status', 'pending')).toBe(1);
    await seam.webhooks.delete({ webhook_id });
    webhooks.receive(url, () => {
      throw new Error('Nothing should arrive.');
    });
    await webhooks.flush();
    expect([...webhooks.deliveries]).toMatchObject([{ status: 'failed', attempts: [] }]);
    await expect(seam.webhooks.get({ webhook_id })).rejects.toMatchObject({ type: 'webhook_not_found' });
  });
});
