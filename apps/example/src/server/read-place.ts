import type { Place } from './listen.ts';

/**
 * Where to listen. This machine only unless HOST says otherwise: whoever reaches the console can sign in.
 * @throws Error when PORT is no port
 */
export const readPlace = ({ PORT = '3000', HOST = '127.0.0.1' }: NodeJS.ProcessEnv): Place => {
  const port = Number(PORT);
  if (!/^\d+$/.test(PORT) || port > 65_535) throw new Error('PORT must be a number from 0 to 65535.');
  return { port, host: HOST };
};
