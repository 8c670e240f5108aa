import type { Device } from '@org/seam-core';
import { useState } from 'preact/hooks';
import { ActionButton } from './action-button.tsx';

interface GrantFormProps {
  readonly devices: readonly Device[];
  readonly isBusy: boolean;
  readonly onGrant: (device: Device) => unknown;
}

/** Chooses one of the locks a person does not have. */
export const GrantForm = ({ devices, isBusy, onGrant }: GrantFormProps) => {
  const [chosen, setChosen] = useState('');
  const device = devices.find(({ device_id }) => device_id === chosen) ?? devices[0];
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
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
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
