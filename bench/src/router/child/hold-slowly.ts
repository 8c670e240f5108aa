import { connect } from 'node:net';
import { setInterval as each } from 'node:timers';

/** A request that is never completed: its beginning, and the text that is sent slowly after it. */
export interface SlowRequest {
  readonly start: string;
  readonly drop: string;
}

/** Opens connections that send slowly, and resolves with the milliseconds until each was closed. */
export const holdSlowly = async (
  url: string,
  { start, drop }: SlowRequest,
  sockets: number,
): Promise<number[]> => {
  const { hostname, port } = new URL(url);
  const hold = (): Promise<number> =>
    new Promise((resolve) => {
      const opened = performance.now();
      const socket = connect(Number(port), hostname, () => socket.write(start));
      const dripping = each(() => socket.write(drop), 200);
      socket.on('error', () => {});
      // Until the error response arrives, not until it was read.
      socket.resume().on('close', () => {
        clearInterval(dripping);
        resolve(performance.now() - opened);
      });
    });
  return await Promise.all(Array.from({ length: sockets }, hold));
};
