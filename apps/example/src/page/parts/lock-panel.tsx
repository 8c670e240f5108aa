import type { Device } from '@org/seam-core';
import type { Person } from '../read-person.ts';
import { seam } from '../seam.ts';
import type { Changing } from '../state/use-change.ts';
import { ActionButton } from './action-button.tsx';
import { GrantForm } from './grant-form.tsx';
import { Panel } from './panel.tsx';

interface LockPanelProps {
  readonly person: Person;
  readonly changing: Changing<Person>;
}

/** The single locks a person can open, each with a button that takes it away, and a form that gives another. */
export const LockPanel = ({ person, changing: { isBusy, change } }: LockPanelProps) => {
  const { identity, locks, otherLocks } = person;
  const { user_identity_id, display_name: who } = identity;
  const has =
    ({ device_id }: Device) =>
    (fresh: Person) =>
      fresh.locks.some((lock) => lock.device_id === device_id);

  const grant = (device: Device) =>
    change({
      call: () => seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id: device.device_id }),
      doing: `Granting ${device.display_name}…`,
      done: `${who} can open ${device.display_name} now.`,
      notDone: `${device.display_name} was not granted.`,
      shows: has(device),
    });
  const revoke = (device: Device) =>
    change({
      call: () => seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id: device.device_id }),
      doing: `Revoking ${device.display_name}…`,
      done: `${who} can no longer open ${device.display_name}.`,
      notDone: `${device.display_name} was not revoked.`,
      shows: (fresh) => !has(device)(fresh),
    });

  return (
    <Panel id="locks" title="Single locks" count={locks.length}>
      {locks.length === 0 && <p class="empty">No single locks.</p>}
      <ul class="rows">
        {locks.map((device) => (
          <li class="row" key={device.device_id}>
            <span class="row-words">
              <span class="row-name">{device.display_name}</span>
              <span class="small muted">{device.properties.model.manufacturer_display_name}</span>
            </span>
            <ActionButton isBusy={isBusy} about={device.display_name} onPress={() => void revoke(device)}>
              Revoke
            </ActionButton>
          </li>
        ))}
      </ul>
      <GrantForm devices={otherLocks} isBusy={isBusy} onGrant={grant} />
    </Panel>
  );
};
