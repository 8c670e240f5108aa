import type { WebhookLease } from '@org/seam-server';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sqliteWebhookStore } from './sqlite-webhook-store.ts';

const start = () => {
  const database = new DatabaseSync(':memory:');
  const store = sqliteWebhookStore(database);
  const acquire = (key: string) => store.acquire(key, { fingerprint: key, lease: 60_000 }) as WebhookLease;
  const tokenOf = (lease: WebhookLease) => (lease.state === 'acquired' ? lease.token : '');
  /** Advances the time of the database. */
  const pass = (ms: number) => void database.prepare('UPDATE leases SET until = until - ?').run(ms);
  const keys = () =>
    database
      .prepare('SELECT key FROM leases ORDER BY key')
      .all()
      .map((row) => row['key']);
  return { store, acquire, tokenOf, pass, keys };
};

afterEach(() => void vi.restoreAllMocks());

describe('the store in a database', () => {
  it('W33 does not grant a lease to a process whose clock is ahead', () => {
    const { acquire } = start();
    expect(acquire('a').state).toBe('acquired');
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
    expect(acquire('a').state).toBe('busy');
  });

  it('W34 grants an expired lease to another process, and ignores the first one then', async () => {
    const { store, acquire, tokenOf, pass } = start();
    const first = acquire('a');
    pass(60_001);
    const second = acquire('a');
    expect(second.state).toBe('acquired');
    await store.complete('a', tokenOf(first));
    await store.release('a', tokenOf(first));
    expect(acquire('a').state).toBe('busy');
    await store.complete('a', tokenOf(second));
    expect(acquire('a')).toEqual({ state: 'done', fingerprint: 'a' });
  });

  it('marks a late completion as done when no other process took over', async () => {
    const { store, acquire, tokenOf, pass } = start();
    const first = acquire('a');
    pass(3_600_000);
    acquire('b');
    await store.complete('a', tokenOf(first));
    expect(acquire('a').state).toBe('done');
  });

  it('keeps completed keys for three days, and deletes them then', async () => {
    const { store, acquire, tokenOf, pass, keys } = start();
    await store.complete('a', tokenOf(acquire('a')));
    acquire('abandoned');
    pass(3 * 86_400_000 - 60_000);
    expect(acquire('a').state).toBe('done');
    pass(86_400_000 + 60_000);
    acquire('b');
    expect(keys()).toEqual(['b']);
  });
});
