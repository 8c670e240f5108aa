import { acs, createSeamFrom, devices, userIdentities } from '@org/seam-core';
import { accessEndpoints } from '../access.ts';
import type { Role, SessionResponse } from '../session.ts';

const sessionEnded = 'console:session-ended';

/** Calls `listener` when the server responds with 401. Returns a function that removes the listener. */
export const onSessionEnded = (listener: () => void): (() => void) => {
  addEventListener(sessionEnded, listener);
  return () => removeEventListener(sessionEnded, listener);
};

export const endSession = (): boolean => dispatchEvent(new Event(sessionEnded));

const fetchWithSession: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (response.status === 401) endSession();
  return response;
};

/** The Seam client. The console's own server takes the place of the Seam API. */
export const seam = createSeamFrom(
  { userIdentities, acs, devices },
  { endpoint: '/api/seam', auth: 'none', fetch: fetchWithSession },
);

/** The console's own endpoints: why doors open, offboarding and history. */
export const access = createSeamFrom(accessEndpoints, {
  endpoint: '/api/access',
  auth: 'none',
  fetch: fetchWithSession,
});

/** Where a receipt is downloaded. */
export const receiptUrl = (run_id: string): string =>
  `/api/access/receipt.json?${new URLSearchParams({ run_id }).toString()}`;

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
