import { Client } from 'pg';

/** Calls `work` with a connection. */
const connected = async <TResult>(
  url: string,
  work: (client: Client) => Promise<TResult>,
): Promise<TResult> => {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

let databases = 0;

/** Creates an empty database on a server, and returns its connection string. */
export const createDatabase = async (url: string): Promise<string> => {
  databases += 1;
  const name = `offboarding_${databases}`;
  await connected(url, (client) => client.query(`CREATE DATABASE ${name}`));
  return url.replace(/\/[^/]*$/, `/${name}`);
};

/** A hash of every row of the queue's own tables. */
export const hashTables = async (url: string): Promise<Record<string, string>> =>
  await connected(url, async (client) => {
    const tables = await client.query<{ name: string }>(
      "SELECT table_schema || '.' || table_name AS name FROM information_schema.tables " +
        "WHERE table_schema = 'seam_access' AND table_type = 'BASE TABLE' ORDER BY 1",
    );
    const hashes: Record<string, string> = {};
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ hash: string | null }>(
        `SELECT md5(string_agg(t::text, E'\\n' ORDER BY t::text)) AS hash FROM ${name} AS t`,
      );
      hashes[name] = rows[0]?.hash ?? '';
    }
    return hashes;
  });
