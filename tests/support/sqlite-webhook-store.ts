import type { WebhookStore } from '@org/seam-server';
import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

interface Row {
  readonly fingerprint: string;
  readonly is_done: number;
}

const oneDay = 86_400_000;

/** The clock of the database, in milliseconds: the clocks of processes differ. */
const now = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

/** A webhook store in a database of several processes. One atomic statement acquires a lease, so only one process gets it. */
export const sqliteWebhookStore = (database: DatabaseSync): WebhookStore => {
  database.exec(`
    CREATE TABLE IF NOT EXISTS leases (
      key TEXT PRIMARY KEY, fingerprint TEXT, token TEXT, is_done INTEGER, until INTEGER
    );
    CREATE INDEX IF NOT EXISTS leases_until ON leases (until)`);
  // After a day: an expired lease stays valid until another process acquires it.
  const forget = database.prepare(`DELETE FROM leases WHERE until <= ${now} - ${oneDay}`);
  const insert = database.prepare(`
    INSERT INTO leases VALUES (:key, :fingerprint, :token, 0, ${now} + :lease)
    ON CONFLICT (key) DO UPDATE
      SET fingerprint = excluded.fingerprint, token = excluded.token, is_done = 0, until = excluded.until
      WHERE leases.until <= ${now}`);
  const find = database.prepare('SELECT fingerprint, is_done FROM leases WHERE key = ?');
  const finish = database.prepare(
    `UPDATE leases SET is_done = 1, until = ${now} + ${3 * oneDay} WHERE key = ? AND token = ?`,
  );
  const remove = database.prepare('DELETE FROM leases WHERE key = ? AND token = ? AND is_done = 0');
  return {
    acquire: (key, { fingerprint, lease }) => {
      const token = randomUUID();
      forget.run();
      if (insert.run({ key, fingerprint, token, lease }).changes === 1) return { state: 'acquired', token };
      const row = find.get(key) as Row | undefined;
      return row?.is_done === 1 ? { state: 'done', fingerprint: row.fingerprint } : { state: 'busy' };
    },
    complete: (key, token) => void finish.run(key, token),
    release: (key, token) => void remove.run(key, token),
  };
};
