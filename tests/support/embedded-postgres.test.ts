import { Client } from 'pg';
import { expect, it } from 'vitest';
import { type EmbeddedPostgres, startPostgres } from './embedded-postgres.ts';

const query = async ({ url }: EmbeddedPostgres, text: string): Promise<unknown[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};

it.each(['fast', 'immediate'] as const)(
  'keeps its data when it is stopped (%s) and started',
  async (mode) => {
    await using postgres = await startPostgres();
    await query(postgres, 'CREATE TABLE numbers AS SELECT generate_series(1, 3) AS number');
    await postgres.stop(mode);
    expect(postgres.pid).toBeUndefined();
    await expect(query(postgres, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await postgres.start();
    expect(await query(postgres, 'SELECT count(*)::int AS count FROM numbers')).toEqual([{ count: 3 }]);
  },
);
