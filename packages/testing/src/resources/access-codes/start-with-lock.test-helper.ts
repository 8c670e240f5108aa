import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';
import type { Assumptions } from '../../fake/assumptions.ts';

export const hour = 3_600_000;

/** Devices need time to make a change. */
export const slow: Partial<Assumptions> = { access_code_sync_ms: 5000 };

/** A checked fake with a lock. */
export const startWithLock = (assumptions: Partial<Assumptions> = {}) => {
  const fake = createCheckedFake({ seed: 'empty', assumptions });
  const { device_id, properties } = fake.add.device();
  const eventTypes = () => [...fake.state.events].map(({ event_type }) => event_type);
  return { ...fake, device_id, properties, eventTypes };
};
