import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../../src/fake/create-fake.ts';
import { unknownProperties } from './unknown-properties.test-helper.ts';

const device = createFakeSeam().add.device();

describe('unknownProperties', () => {
  it('finds undocumented properties at any depth', () => {
    const body = {
      device: { ...device, properties: { ...device.properties, secret: 1, model: { secret: 2 } } },
      ok: true,
      also: {},
    };
    expect(unknownProperties('/devices/get', body)).toEqual([
      '/devices/get/device/properties/model/secret',
      '/devices/get/device/properties/secret',
      '/devices/get/also',
    ]);
  });

  it('ignores properties with arbitrary names', () => {
    const body = { devices: [{ custom_metadata: { anything: 'goes' } }] };
    expect(unknownProperties('/devices/list', body)).toEqual([]);
  });

  it('checks an event against its own type only', () => {
    const event = { event_type: 'phone.deactivated', device_id: 'a phone', acs_user_id: 'an ACS user' };
    expect(unknownProperties('/events/get', { event })).toEqual(['/events/get/event/acs_user_id']);
  });
});
