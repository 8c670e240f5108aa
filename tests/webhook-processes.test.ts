import { createWebhookSecret, signWebhook } from '@org/seam-core/webhooks';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const program = join(import.meta.dirname, 'support/webhook-process.ts');

describe('two processes with one store', () => {
  const secret = createWebhookSecret();
  let folder = '';
  const children: ChildProcess[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'webhooks-'));
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts a receiver. Resolves when it is listening. */
  const start = async (behaviour: 'quick' | 'hang') => {
    const child = spawn(process.execPath, [program, join(folder, 'store'), secret, behaviour], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    });
    children.push(child);
    const lines: string[] = [];
    createInterface(child.stdout).on('line', (line) => lines.push(line));
    await vi.waitFor(() => expect(lines.length).toBeGreaterThan(0), 20_000);
    return { child, url: lines[0] ?? '', hasStarted: () => lines.includes('processing') };
  };
  const deliver = async (url: string, number: number) => {
    const event = { event_type: 'acs_user.deleted', event_id: `event-${number}` };
    const { body, headers } = signWebhook(event, { secret, id: `msg_${number}` });
    return (await fetch(url, { method: 'POST', body, headers })).status;
  };
  const effects = () => {
    const database = new DatabaseSync(join(folder, 'store'), { readOnly: true });
    const rows = database.prepare('SELECT event_id FROM effects ORDER BY event_id').all();
    database.close();
    return rows.map((row) => row['event_id']);
  };

  it('W33 process each of a hundred deliveries once, when both receive them at once', async () => {
    const [one, other] = await Promise.all([start('quick'), start('quick')]);
    const numbers = Array.from({ length: 100 }, (_, index) => index + 100);
    const statuses = await Promise.all(
      numbers.flatMap((number) => [deliver(one.url, number), deliver(other.url, number)]),
    );
    expect([204, 503]).toEqual(expect.arrayContaining([...new Set(statuses)]));
    expect(effects()).toEqual(numbers.map((number) => `event-${number}`));
    // Retries of refused deliveries are acknowledged.
    expect(new Set(await Promise.all(numbers.map((number) => deliver(other.url, number))))).toEqual(
      new Set([204]),
    );
    expect(effects()).toHaveLength(numbers.length);
  });

  it('W34 process a delivery again when its process was killed and the lease has expired', async () => {
    const [killed, other] = await Promise.all([start('hang'), start('quick')]);
    const lost = deliver(killed.url, 1).catch(() => 'lost');
    await vi.waitFor(() => expect(killed.hasStarted()).toBe(true), 10_000);
    killed.child.kill('SIGKILL');
    expect(await lost).toBe('lost');
    await vi.waitFor(async () => expect(await deliver(other.url, 1)).toBe(204), {
      timeout: 10_000,
      interval: 50,
    });
    expect(effects()).toEqual(['event-1']);
  });
});
