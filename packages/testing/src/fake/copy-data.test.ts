import { paginationOf } from '@org/seam-core/internal';
import { describe, expect, it } from 'vitest';
import { createFakeSeam } from './create-fake.ts';

/** What a caller may do with an object of its own. */
const change = (value: object, changes: object): void => void Object.assign(value, changes);

describe('the rows of a fake', () => {
  it('do not change with objects that handlers returned, so that a reset restores them', async () => {
    const fake = createFakeSeam();
    const { handlers, state } = fake;
    const [device] = await handlers.devices.list({}, {});
    const device_id = device?.device_id ?? '';
    change(device?.properties ?? {}, { online: false });
    expect(state.devices.get(device_id)?.properties.online).toBe(true);
    fake.reset();
    expect(state.devices.get(device_id)?.properties.online).toBe(true);
  });

  it('do not change with objects that were passed to handlers or to add, or that add returned', async () => {
    const { handlers, add, state } = createFakeSeam({ seed: 'empty' });
    const custom_metadata = { floor: '1' };
    const device = add.device({ custom_metadata });
    const { connect_webview_id } = await handlers.connectWebviews.create({ custom_metadata }, {});
    change(custom_metadata, { floor: '2' });
    change(device.properties, { online: false });
    expect(state.devices.get(device.device_id)).toMatchObject({
      custom_metadata: { floor: '1' },
      properties: { online: true },
    });
    expect(state.connectWebviews.get(connect_webview_id)?.custom_metadata).toEqual({ floor: '1' });
  });

  it('keep the pages of a list that a handler returns', async () => {
    const { handlers } = createFakeSeam();
    const list = await handlers.userIdentities.list({ limit: 2 }, {});
    expect(paginationOf(list)).toMatchObject({ has_next_page: true });
  });
});
