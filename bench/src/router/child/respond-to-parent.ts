import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on a free port, sends the port to the parent, and responds to its requests for facts by name. */
export const respondToParent = (server: Server, facts: Readonly<Record<string, () => unknown>>): void => {
  const send = (value: unknown) => process.send?.(value);
  const respond = async (name: string) => send(await facts[name]?.());
  process.on('message', (name: string) => void respond(name));
  process.on('disconnect', () => process.exit());
  server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () =>
    send(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
  );
};
