import { connect } from 'node:net';
import { setInterval as each } from 'node:timers';

/** A request that is never sent to its end: how it begins, and what drips after. */
export interface SlowRequest {
  readonly start: string;
  readonly drop: string;
}

/** Opens connections that send as slowly as they can, and resolves with how many milliseconds each was borne. */
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
      // Until it is told off, and not until it has been read.
      socket.resume().on('close', () => {
        clearInterval(dripping);
        resolve(performance.now() - opened);
      });
    });
  return await Promise.all(Array.from({ length: sockets }, hold));
};
