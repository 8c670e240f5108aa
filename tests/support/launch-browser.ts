import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import packed, { inflate } from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';
import { createOnce } from '../../scripts/create-once.ts';

export interface LaunchedBrowser extends AsyncDisposable {
  readonly browser: Browser;
}

const packageFolder = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
const bin = join(packageFolder, 'bin');
const cache = join(import.meta.dirname, '../node_modules/.cache');

const fontsConfig = (directory: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(directory, 'fonts')}</dir>
  <cachedir>${join(directory, 'fonts-cache')}</cachedir>
</fontconfig>
`;

/** The package unpacks into the temporary directory, and reuses any file there with the right name. */
const unpackInto = async (directory: string): Promise<void> => {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = directory;
  try {
    await Promise.all([packed.executablePath(bin), inflate(join(bin, 'al2023.tar.br'))]);
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
};

/** Returns the folder of the unpacked browser. Unpacking takes five seconds, so all tests share one folder. */
const unpack = async (): Promise<string> => {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = join(cache, `chromium-${version}`);
  await createOnce(folder, async (draft) => {
    await unpackInto(draft);
    await writeFile(join(draft, 'fonts.conf'), fontsConfig(folder));
  });
  return folder;
};

const dropped = [
  // The browser would exit when the first context is closed.
  '--single-process',
  // Each page would load the browser's program again.
  '--no-zygote',
  // The tests rely on these security rules.
  '--disable-web-security',
  '--allow-running-insecure-content',
];

const args = [
  ...packed.args.filter((argument) => !dropped.includes(argument)),
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

/**
 * Starts the Chromium of an npm package, with the package's libraries and fonts: no other download is needed, and every
 * machine renders the same. It can only connect to this machine.
 */
export const launchBrowser = async (): Promise<LaunchedBrowser> => {
  await using started = new AsyncDisposableStack();
  const folder = await unpack();
  const temporary = await mkdtemp(join(tmpdir(), 'chromium-'));
  started.defer(() => rm(temporary, { recursive: true, force: true }));
  const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']];
  const browser = await chromium.launch({
    executablePath: join(folder, 'chromium'),
    args,
    env: {
      ...process.env,
      TMPDIR: temporary,
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      LD_LIBRARY_PATH: libraries.filter(Boolean).join(':'),
    },
  });
  started.defer(() => browser.close());
  const owned = started.move();
  return { browser, [Symbol.asyncDispose]: () => owned.disposeAsync() };
};
