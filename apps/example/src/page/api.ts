import { acs, createSeamFrom, devices, userIdentities } from '@org/seam-core';
import type { Role, SessionResponse } from '../session.ts';

const sessionEnded = 'console:session-ended';

/** Calls `listener` when the server responds with 401. Returns a function that removes the listener. */
export const onSessionEnded = (listener: () => void): (() => void) => {
  addEventListener(sessionEnded, listener);
  return () => removeEventListener(sessionEnded, listener);
};

const fetchWithSession: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (response.status === 401) dispatchEvent(new Event(sessionEnded));
  return response;
};

/** The Seam client. The console's own server takes the place of the Seam API. */
export const seam = createSeamFrom(
  { userIdentities, acs, devices },
  { endpoint: '/api/seam', auth: 'none', fetch: fetchWithSession },
);

const requestSession = async (init: RequestInit): Promise<SessionResponse> => {
  const response = await fetch('/session', init);
  if (!response.ok) throw new Error(`The server responded with status ${response.status}.`);
  return (await response.json()) as SessionResponse;
};

/** The console's own session. */
export const session = {
  read: () => requestSession({}),
  signIn: (role: Role) =>
    requestSession({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ role }),
    }),
  signOut: () => requestSession({ method: 'DELETE' }),
};
