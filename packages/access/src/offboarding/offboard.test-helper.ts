import { createFakeSeam, type FakeSeam } from '@org/seam-testing';
import type { Journal, JournalEntry } from '../journal/journal.ts';
import { createMemoryJournal } from '../journal/memory.ts';
import { clockOf } from './fake-clock.test-helper.ts';
import { offboard } from './offboard.ts';
import type { OffboardOptions } from './options.ts';

export const who = { actor: 'hr', reason: 'left' } as const;

/** A person with a device and an entrance. */
export const setUp = (assumptions: Parameters<typeof createFakeSeam>[0] = {}) => {
  const fake = createFakeSeam({ seed: 'empty', wait: 'clock', ...assumptions });
  const { add, state } = fake;
  const { user_identity_id } = add.userIdentity({ full_name: 'Ada' });
  const { device_id } = add.device({ name: 'Front door' });
  state.deviceAccess.add(user_identity_id, device_id);
  const { acs_system_id } = add.acsSystem();
  const { acs_entrance_id } = add.acsEntrance({ acs_system_id, display_name: 'Gate' });
  const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id });
  state.entranceAccess.add(acs_user_id, acs_entrance_id);
  const clock = clockOf(fake.clock);
  const person = { user_identity_id };
  const start = (options: Partial<OffboardOptions> = {}) =>
    offboard(fake.seam, person, { ...who, clock, ...options });
  return {
    ...fake,
    fake,
    person,
    user_identity_id,
    device_id,
    acs_system_id,
    acs_user_id,
    acs_entrance_id,
    clock,
    start,
  };
};

export const changesOf = ({ journal }: FakeSeam) => journal.calls.filter(({ verb }) => verb !== 'GET');

/** A journal that calls back with each entry that it stored. */
export const observed = (
  onEntry: (entry: JournalEntry) => void,
  journal = createMemoryJournal(),
): Journal => ({
  ...journal,
  start: async (event, at) => {
    const writer = await journal.start(event, at);
    return {
      ...writer,
      append: async (each, when) => {
        const entry = await writer.append(each, when);
        onEntry(entry);
        return entry;
      },
    };
  },
});
