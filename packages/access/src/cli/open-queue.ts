import type { Seam } from '@org/seam-core';
import type { EmbeddedDatabase, OffboardingQueue } from '../queue/index.ts';
import { readCount, readTime } from './arguments.ts';
import type { LocalContext } from './command.ts';
import { CliError, usageError } from './exit-codes.ts';
import { readKey } from './files.ts';

/** An open queue. Disposing of it stops the queue and closes its database. */
export interface OpenQueue extends AsyncDisposable {
  readonly queue: OffboardingQueue;
  /** The options that open the same queue again, for messages; `undefined` for a queue in memory. */
  readonly options: string | undefined;
}

const loadQueue = async () => {
  try {
    return await import('../queue/index.ts');
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new CliError(
      'The queue needs packages that are not installed: npm install pg-boss@12.38.0 @opentelemetry/api, and pg for a Postgres or @electric-sql/pglite for a folder.',
      { cause: error },
    );
  }
};

/** The password of a URL would be seen in the list of processes. */
const checkUrl = (url: string): string => {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw usageError('--database takes a URL such as postgres://user@host/database.');
  if (new URL(url).password !== '')
    throw usageError(
      '--database must not contain a password. Put the URL into SEAM_ACCESS_DATABASE, or the password into PGPASSWORD.',
    );
  return url;
};

type Place =
  | { readonly url: string; readonly options: string }
  | { readonly folder: string; readonly options: string }
  | { readonly memory: true; readonly options: undefined };

/** Where the queue is. @throws CliError */
export const readPlace = ({
  values: { database, data, fake },
  env,
}: Pick<LocalContext, 'values' | 'env'>): Place => {
  if (database !== undefined && data !== undefined) throw usageError('Pass --database or --data, not both.');
  if (data !== undefined) return { folder: data, options: `--data ${data}` };
  if (database !== undefined) return { url: checkUrl(database), options: `--database ${database}` };
  if (fake) return { memory: true, options: undefined };
  const url = env['SEAM_ACCESS_DATABASE'];
  if (url) return { url, options: '' };
  throw usageError(
    'Where is the queue? Pass --data <folder> or --database <url>, or set SEAM_ACCESS_DATABASE.',
  );
};

const open = async (place: Place, onError: (error: unknown) => void) => {
  const { openEmbeddedDatabase } = await loadQueue();
  if ('url' in place) return { database: place.url, close: async () => {} };
  if ('folder' in place) {
    const database = await openEmbeddedDatabase(place.folder);
    return { database, close: () => database.close() };
  }
  const { openPgliteDatabase } = await import('../queue/embedded-database.ts');
  const database: EmbeddedDatabase = await openPgliteDatabase(undefined);
  return { database, close: () => database.close().catch(onError) };
};

/** Opens the queue of the options. @throws CliError, AccessError */
export const openQueue = async (context: LocalContext, seam: Seam): Promise<OpenQueue> => {
  const { terminal, values, concurrency } = context;
  const place = readPlace(context);
  const options = {
    seam,
    concurrency,
    perSystem: readCount('per-system', values['per-system'], 1000),
    settle: readTime('settle', values.settle),
    deadline: readTime('deadline', values.deadline),
    signingKey: readKey(values['key-file'], 'sign'),
    onError: (error: unknown) => terminal.note(error instanceof Error ? error.message : String(error)),
  };
  const { createOffboardingQueue } = await loadQueue();
  const { database, close } = await open(place, options.onError);
  try {
    const queue = await createOffboardingQueue({ ...options, database });
    return {
      queue,
      options: place.options,
      [Symbol.asyncDispose]: async () => {
        try {
          await queue.stop();
        } finally {
          await close();
        }
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
};
