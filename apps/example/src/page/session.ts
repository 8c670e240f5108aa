import type { Role } from '../roles.ts';
import type { SessionAnswer } from '../session-answer.ts';

const call = async (init: RequestInit): Promise<SessionAnswer> => {
  const response = await fetch('/session', init);
  if (!response.ok) throw new Error(`The server answered with status ${response.status}.`);
  return (await response.json()) as SessionAnswer;
};

/** The console's own sign-in. */
export const session = {
  read: () => call({}),
  start: (role: Role) =>
    call({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ role }),
    }),
  end: () => call({ method: 'DELETE' }),
};
