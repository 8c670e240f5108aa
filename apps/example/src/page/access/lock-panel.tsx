import type { Device } from '@org/seam-core';
import { useState } from 'preact/hooks';
import { seam } from '../api.ts';
import type { ChangeState } from '../changes/use-change.ts';
import type { Question } from '../changes/confirm-dialog.tsx';
import { ConsequenceList } from '../changes/consequence-list.tsx';
import { consequencesOf } from '../changes/consequences.ts';
import { ActionButton } from '../components/action-button.tsx';
import { Panel } from '../components/panel.tsx';
import { reasonsOf, type Person } from '../person/read-person.ts';
import { doorLink } from '../route.ts';
import { ReasonList } from './reason-list.tsx';

interface GrantFormProps {
  readonly devices: readonly Device[];
  readonly isBusy: boolean;
  readonly onGrant: (device: Device) => unknown;
}

const GrantForm = ({ devices, isBusy, onGrant }: GrantFormProps) => {
  const [selectedId, setSelectedId] = useState('');
  const device = devices.find(({ device_id }) => device_id === selectedId) ?? devices[0];
  if (!device) return <p class="panel-foot muted">There is no other lock to grant.</p>;
  return (
    <form
      class="panel-foot grant"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) onGrant(device);
      }}
    >
      <label for="grant-device">Give access to</label>
      <select
        id="grant-device"
        value={device.device_id}
        onChange={({ currentTarget }) => setSelectedId(currentTarget.value)}
      >
        {devices.map(({ device_id, display_name }) => (
          <option key={device_id} value={device_id}>
            {display_name}
          </option>
        ))}
      </select>
      <ActionButton tone="primary" isBusy={isBusy}>
        Grant
      </ActionButton>
    </form>
  );
};

interface LockPanelProps {
  readonly person: Person;
  readonly changes: ChangeState<Person>;
  readonly ask: (question: Question) => void;
}

/** The single locks that a person can open, each with a revoke button, and a form to grant another. */
export const LockPanel = ({ person, changes: { isBusy, change }, ask }: LockPanelProps) => {
  const { identity, locks, otherLocks } = person;
  const { user_identity_id, display_name: name } = identity;
  const has =
    ({ device_id }: Device) =>
    (fresh: Person) =>
      fresh.locks.some((lock) => lock.device_id === device_id);

  const grant = (device: Device) =>
    change({
      call: () => seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id: device.device_id }),
      doing: `Granting ${device.display_name}…`,
      done: `${name} can open ${device.display_name} now.`,
      notDone: `${device.display_name} was not granted.`,
      isVisible: has(device),
    });
  const revoke = (device: Device) =>
    change({
      call: () => seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id: device.device_id }),
      doing: `Revoking ${device.display_name}…`,
      done: `${name} can no longer open ${device.display_name}.`,
      notDone: `${device.display_name} was not revoked.`,
      isVisible: (fresh) => !has(device)(fresh),
    });

  const confirm = (device: Device) => {
    const { device_id, display_name } = device;
    ask({
      title: `Revoke ${display_name}?`,
      text: <ConsequenceList {...consequencesOf(person.access.doors, { kind: 'device', device_id })} />,
      confirm: `Revoke ${display_name}`,
      onConfirm: () => revoke(device),
    });
  };

  return (
    <Panel id="locks" title="Single locks" count={locks.length}>
      {locks.length === 0 && <p class="empty">No single locks.</p>}
      <ul class="rows">
        {locks.map((device) => (
          <li class="row" key={device.device_id}>
            <span class="row-text">
              <a class="row-name" href={doorLink({ kind: 'device', id: device.device_id })}>
                {device.display_name}
              </a>
              <span class="small muted">{device.properties.model.manufacturer_display_name}</span>
              <ReasonList reasons={reasonsOf(person, device.device_id)} />
            </span>
            <ActionButton isBusy={isBusy} rowName={device.display_name} onPress={() => confirm(device)}>
              Revoke
            </ActionButton>
          </li>
        ))}
      </ul>
      <GrantForm devices={otherLocks} isBusy={isBusy} onGrant={grant} />
    </Panel>
  );
};
