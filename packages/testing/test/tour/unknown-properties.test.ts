import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../../src/fake/create-fake.ts';
import { unknownProperties } from './unknown-properties.test-helper.ts';

const device = createFakeSeam().add.device();

describe('unknownProperties', () => {
  it('finds what the document does not have, however deep', () => {
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

  it('leaves alone what may have any name', () => {
    const body = { devices: [{ custom_metadata: { anything: 'goes' } }] };
    expect(unknownProperties('/devices/list', body)).toEqual([]);
  });

  it('holds an event against its own type, not against all', () => {
    const event = { event_type: 'phone.deactivated', device_id: 'a phone', acs_user_id: 'nobody' };
    expect(unknownProperties('/events/get', { event })).toEqual(['/events/get/event/acs_user_id']);
  });
});
