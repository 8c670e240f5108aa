import { accountsOfSession } from '../access/session.ts';
import type { FakeSeam } from '../fake/fake-seam.ts';
import type { DeviceRow } from '../fake/rows.ts';
import { isSessionActive } from '../resources/client-sessions/rules.ts';
import { isManagedLock } from '../resources/devices/rules.ts';

/** A lock that a client session can unlock. */
interface SessionLock {
  readonly device: DeviceRow;
  readonly client_session_id: string;
}

/** The locks that the token of a person's client session unlocks, whatever access the person has: those of its accounts. */
export const locksOfSessions = (fake: FakeSeam, user_identity_id: string): SessionLock[] => {
  const { clientSessions, devices } = fake.state;
  return clientSessions
    .by('user_identity_id', user_identity_id)
    .filter((session) => isSessionActive(fake, session))
    .flatMap((session) =>
      [...accountsOfSession(fake, session)]
        .flatMap((account) => devices.by('connected_account_id', account))
        .filter((device) => isManagedLock(device))
        .map((device) => ({ device, client_session_id: session.client_session_id })),
    );
};
