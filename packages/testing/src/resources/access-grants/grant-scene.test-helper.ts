import { expect } from 'vitest';
import { checkResponse, createCheckedFake } from '../../../test/checked-fake.test-helper.ts';
import type { FakeSeamOptions } from '../../fake/options.ts';
import { presentActionAttempt } from '../action-attempts/start.ts';

/** A fake with a user identity, a lock, an entrance of an access system, and a space with another lock. */
export const grantScene = (options: FakeSeamOptions = {}) => {
  const fake = createCheckedFake({ seed: 'empty', ...options });
  const { acs_system_id } = fake.add.acsSystem({ external_type: 'brivo_account' });
  const { acs_entrance_id } = fake.add.acsEntrance({
    acs_system_id,
    display_name: 'Gate',
    can_belong_to_reservation: true,
  });
  const { user_identity_id } = fake.add.userIdentity({ full_name: 'Ada', email_address: 'ada@example.com' });
  const { device_id } = fake.add.device({ name: 'Front door' });
  const second = fake.add.device({ name: 'Back door' }).device_id;
  const { space_id } = fake.add.space({ name: 'Flat', space_key: 'flat', device_ids: [second] });
  const ids = { acs_system_id, acs_entrance_id, user_identity_id, device_id, second, space_id };
  const eventTypes = () => [...fake.state.events].map(({ event_type }) => event_type);
  const devices = async () =>
    (await fake.seam.userIdentities.listAccessibleDevices({ user_identity_id })).map(
      (row) => row.display_name,
    );
  const entrances = async () =>
    (await fake.seam.userIdentities.listAccessibleEntrances({ user_identity_id })).map(
      (row) => row.display_name,
    );
  /** The finished action attempt, checked against the document. */
  const finished = async (attempt: Promise<{ action_attempt_id: string }>) => {
    const { action_attempt_id } = await attempt;
    fake.clock.settle();
    const action_attempt = presentActionAttempt(
      fake.state.actionAttempts.require(action_attempt_id, fake.workspaceId),
    );
    expect(checkResponse('/action_attempts/get', { action_attempt, ok: true })).toBeUndefined();
    return action_attempt;
  };
  return Object.assign(fake, ids, { finished, eventTypes, devices, entrances });
};
