import { createSeam } from '@org/seam-core';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { guardedClient } from './guard.ts';
import { Lease, leaseNow } from './lease.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

afterEach(() => {
  vi.restoreAllMocks();
});

/** Refuses a request after the memory was collected: nothing that a retry needs may be lost to it. */
const refuse = async (response: ServerResponse) => {
  for (let turn = 0; turn < 5; turn += 1) {
    await nextTurn();
    collect();
  }
  response.writeHead(503, { connection: 'close' }).end('{}');
};

/** A server that counts the requests that reach it and refuses the first ones, and a client that works under a lease. */
const setUp = async (refused = 0) => {
  const received: string[] = [];
  const server = createServer((request, response) => {
    if (request.url === '/ping') {
      response.end();
      return;
    }
    received.push(request.url ?? '');
    if (received.length <= refused) {
      void refuse(response);
      return;
    }
    response.setHeader('content-type', 'application/json').end('{"ok":true,"devices":[]}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const lease = new Lease(leaseNow());
  const seam = createSeam({
    apiKey: 'seam_test_key',
    endpoint: `http://127.0.0.1:${port}`,
    retry: { baseDelay: 1 },
  });
  return {
    /** The requests that have arrived once another one, which is sent now, has a response. */
    received: async () => {
      await (await fetch(`http://127.0.0.1:${port}/ping`)).text();
      return received;
    },
    lease,
    client: guardedClient(seam, lease),
    [Symbol.asyncDispose]: async () => {
      lease.end('lost');
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

/** Lets the lease's time pass when Node publishes on a channel for the nth time. */
const passTimeAt = (channel: string, nth = 1): Disposable => {
  const now = performance.now.bind(performance);
  let count = 0;
  const pass = () => {
    count += 1;
    if (count !== nth) return;
    vi.spyOn(performance, 'now').mockImplementation(() => now() + 60_000);
  };
  subscribe(channel, pass);
  return { [Symbol.dispose]: () => unsubscribe(channel, pass) };
};

describe('a client under a lease', () => {
  it('sends while the lease is held', async () => {
    await using world = await setUp();
    await world.client.devices.list();
    expect(await world.received()).toHaveLength(1);
  });

  it('sends no call by path after the lease has ended', async () => {
    await using world = await setUp();
    expect(await world.client.request('/devices/list')).toEqual([]);
    world.lease.end('lost');
    await expect(world.client.request('/devices/list')).rejects.toThrow();
    expect(await world.received()).toHaveLength(1);
  });

  it('sends nothing when the time of the lease passes while the connection is opened', async () => {
    await using world = await setUp();
    using _ = passTimeAt('undici:client:connected');
    await expect(world.client.devices.list()).rejects.toMatchObject({ code: 'run_taken_over' });
    expect(await world.received()).toEqual([]);
  });

  it('sends no retry when the time of the lease passes while its connection is opened', async () => {
    await using world = await setUp(1);
    using _ = passTimeAt('undici:client:connected', 2);
    await expect(world.client.devices.list()).rejects.toMatchObject({ code: 'run_taken_over' });
    expect(await world.received()).toHaveLength(1);
  });

  it('sends nothing when the time of the lease passes before a request on an open connection', async () => {
    await using world = await setUp();
    await world.client.devices.list();
    using _ = passTimeAt('undici:request:create');
    await expect(world.client.devices.list()).rejects.toMatchObject({ code: 'run_taken_over' });
    expect(await world.received()).toHaveLength(1);
  });

  it('sends nothing after the lease has ended', async () => {
    await using world = await setUp();
    world.lease.end('stopped');
    await expect(world.client.devices.list()).rejects.toMatchObject({ end: 'stopped' });
    expect(await world.received()).toEqual([]);
  });
});
