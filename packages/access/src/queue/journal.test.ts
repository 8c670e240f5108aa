import { beforeAll } from 'vitest';
import { describeJournal } from '../journal/contract.test-helper.ts';
import { openDatabase } from './database.ts';
import { createPostgresJournal } from './journal.ts';
import { setUpQueue, testDatabase } from './queue.test-helper.ts';
import { Tables } from './schema.ts';

beforeAll(testDatabase, 120_000);

let created: Promise<string> | undefined;

describeJournal('the journal in Postgres', async () => {
  created ??= setUpQueue().then(({ schema }) => schema);
  const database = await openDatabase(await testDatabase(), () => {});
  return createPostgresJournal(database, new Tables(await created));
});
