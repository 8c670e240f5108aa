import type { WebhookClaim } from '@org/seam-server';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sqliteWebhookStore } from './sqlite-webhook-store.ts';

const start = () => {
  const database = new DatabaseSync(':memory:');
  const store = sqliteWebhookStore(database);
  const claim = (key: string) => store.claim(key, { fingerprint: key, lease: 60_000 }) as WebhookClaim;
  const tokenOf = (claimed: WebhookClaim) => (claimed.state === 'claimed' ? claimed.token : '');
  /** Lets time pass, as the database sees it. */
  const pass = (ms: number) => void database.prepare('UPDATE claims SET until = until - ?').run(ms);
  const keys = () =>
    database
      .prepare('SELECT key FROM claims ORDER BY key')
      .all()
      .map((row) => row['key']);
  return { store, claim, tokenOf, pass, keys };
};

afterEach(() => void vi.restoreAllMocks());

describe('the store in a database', () => {
  it('W33 keeps a claim from a process whose clock is ahead', () => {
    const { claim } = start();
    expect(claim('a').state).toBe('claimed');
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
    expect(claim('a').state).toBe('busy');
  });

  it('W34 gives a claim to another when its lease is over, and listens to the first no more', async () => {
    const { store, claim, tokenOf, pass } = start();
    const first = claim('a');
    pass(60_001);
    const second = claim('a');
    expect(second.state).toBe('claimed');
    await store.complete('a', tokenOf(first));
    await store.release('a', tokenOf(first));
    expect(claim('a').state).toBe('busy');
    await store.complete('a', tokenOf(second));
    expect(claim('a')).toEqual({ state: 'done', fingerprint: 'a' });
  });

  it('takes what is completed late for done, when nobody took over', async () => {
    const { store, claim, tokenOf, pass } = start();
    const first = claim('a');
    pass(3_600_000);
    claim('b');
    await store.complete('a', tokenOf(first));
    expect(claim('a').state).toBe('done');
  });

  it('remembers what was done for three days, and deletes it then', async () => {
    const { store, claim, tokenOf, pass, keys } = start();
    await store.complete('a', tokenOf(claim('a')));
    claim('given up');
    pass(3 * 86_400_000 - 60_000);
    expect(claim('a').state).toBe('done');
    pass(86_400_000 + 60_000);
    claim('b');
    expect(keys()).toEqual(['b']);
  });
});
