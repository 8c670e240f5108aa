import { openEmbeddedDatabase } from '@org/seam-access/queue';
import type { Seam } from '@org/seam-core';
import { createPostgresAuditLog, migrate } from '@org/seam-server/postgres';
import { createHistory, type History } from './access/history.ts';
import { openOffboardings, type Offboardings } from './access/offboardings.ts';
import type { Updates } from './updates.ts';

export interface ServicesOptions {
  /** The folder of the embedded database. It is created when it does not exist. One process uses it at a time. */
  readonly folder: string;
  readonly seam: Seam;
  readonly updates: Updates;
  readonly onError: (error: unknown) => void;
  /** How long every door must stay closed before a second read confirms it, in milliseconds. */
  readonly settle: number;
}

export interface Services extends AsyncDisposable {
  readonly offboardings: Offboardings;
  readonly history: History;
}

/** Opens what the console stores: runs and history, in one database. Runs that were interrupted continue. */
export const openServices = async ({ folder, updates, ...options }: ServicesOptions): Promise<Services> => {
  await using opened = new AsyncDisposableStack();
  const database = opened.use(await openEmbeddedDatabase(folder));
  await migrate(database);
  const history = createHistory(createPostgresAuditLog(database));
  const offboardings = opened.use(
    await openOffboardings({ ...options, database, history, onUpdate: updates.publish }),
  );
  const owned = opened.move();
  return { history, offboardings, [Symbol.asyncDispose]: () => owned.disposeAsync() };
};
