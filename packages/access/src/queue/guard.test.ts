import { createSeam } from '@org/seam-core';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { guardedClient } from './guard.ts';
import { Lease, leaseNow } from './lease.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** A server that counts the requests that reach it, and a client that works under a lease. */
const setUp = async () => {
  const received: string[] = [];
  const server = createServer((request, response) => {
    received.push(request.url ?? '');
    response.setHeader('content-type', 'application/json').end('{"ok":true,"devices":[]}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const lease = new Lease(leaseNow());
  const seam = createSeam({ apiKey: 'seam_test_key', endpoint: `http://127.0.0.1:${port}` });
  return {
    received,
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

/** Lets the lease's time pass when Node publishes on a channel. */
const passTimeAt = (channel: string): Disposable => {
  const now = performance.now.bind(performance);
  const pass = () => {
    vi.spyOn(performance, 'now').mockImplementation(() => now() + 60_000);
  };
  subscribe(channel, pass);
  return { [Symbol.dispose]: () => unsubscribe(channel, pass) };
};

describe('a client under a lease', () => {
  it('sends while the lease is held', async () => {
    await using world = await setUp();
    await world.client.devices.list();
    expect(world.received).toHaveLength(1);
  });

  it('sends no call by path after the lease has ended', async () => {
    await using world = await setUp();
    expect(await world.client.request('/devices/list')).toEqual([]);
    world.lease.end('lost');
    await expect(world.client.request('/devices/list')).rejects.toThrow();
    expect(world.received).toHaveLength(1);
  });

  it('sends nothing when the time of the lease passes while the connection is opened', async () => {
    await using world = await setUp();
    using _ = passTimeAt('undici:client:connected');
    await expect(world.client.devices.list()).rejects.toMatchObject({ code: 'run_taken_over' });
    expect(world.received).toEqual([]);
  });

  it('sends nothing when the time of the lease passes before a request on an open connection', async () => {
    await using world = await setUp();
    await world.client.devices.list();
    using _ = passTimeAt('undici:request:create');
    await expect(world.client.devices.list()).rejects.toMatchObject({ code: 'run_taken_over' });
    expect(world.received).toHaveLength(1);
  });

  it('sends nothing after the lease has ended', async () => {
    await using world = await setUp();
    world.lease.end('stopped');
    await expect(world.client.devices.list()).rejects.toMatchObject({ end: 'stopped' });
    expect(world.received).toEqual([]);
  });
});
