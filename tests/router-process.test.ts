import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';

const program = join(import.meta.dirname, 'support/router-process.ts');
const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const other_identity_id = '1b0a7f0e-0d5c-4b1e-9a58-6f9c2d9c4b11';

it('on SIGTERM, a process finishes the pending change, writes its audit entry, and refuses other requests', async () => {
  const requests: string[] = [];
  let respond = () => {};
  const seam = createServer((request, response) => {
    requests.push(request.url ?? '');
    respond = () => response.setHeader('content-type', 'application/json').end('{"ok":true}');
    seam.emit('received');
  }).listen(0, '127.0.0.1');
  await once(seam, 'listening');
  const endpoint = `http://127.0.0.1:${(seam.address() as AddressInfo).port}`;

  const child = spawn(process.execPath, [program, endpoint], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  const ended = once(child, 'exit');
  const lines = createInterface(child.stdout);
  const output = lines[Symbol.asyncIterator]();
  const nextLine = async () => JSON.parse(String((await output.next()).value)) as Record<string, unknown>;
  try {
    const { url } = (await nextLine()) as { url: string };
    const remove = (id: string) =>
      fetch(`${url}/user_identities/delete`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ user_identity_id: id }),
      });

    const isReceived = once(seam, 'received');
    const removed = remove(user_identity_id);
    await isReceived;
    child.kill('SIGTERM');
    expect(await nextLine()).toEqual({ signal: 'SIGTERM' });
    const refused = await remove(other_identity_id);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    respond();
    expect((await removed).status).toBe(200);
    expect(await nextLine()).toEqual({
      audit: { params: { user_identity_id }, outcome: 'done', status: 200 },
    });
    expect(await ended).toEqual([0, null]);
    expect(requests).toHaveLength(1);
  } finally {
    child.kill('SIGKILL');
    seam.close();
    seam.closeAllConnections();
  }
});
