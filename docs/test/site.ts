import { listen, type Listening } from '@org/tests/support/listen';
import { readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

/** The built site. */
export const dist = join(import.meta.dirname, '../.vitepress/dist');

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

/** The file of a URL's path; `undefined` when there is none. */
export const fileOf = (path: string): string | undefined => {
  const decoded = decodeURIComponent(path);
  const candidates = [decoded, `${decoded}.html`, join(decoded, 'index.html')].map((each) =>
    join(dist, each),
  );
  return candidates.find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
};

/** Serves the built site on this machine, as any server of files does. */
export const serveSite = (): Promise<Listening> =>
  listen((request, response) => {
    const file = fileOf(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': types[extname(file)] ?? '' }).end(readFileSync(file));
  });
