import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import packed, { inflate } from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

export interface LaunchedBrowser extends AsyncDisposable {
  readonly browser: Browser;
}

const bin = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', 'bin');

/** The package unpacks into the temporary directory, and reuses any file there with the right name. */
const unpackInto = async (directory: string): Promise<string> => {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = directory;
  try {
    const [path] = await Promise.all([packed.executablePath(bin), inflate(join(bin, 'al2023.tar.br'))]);
    return path;
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
};

const fontsConfig = (directory: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(directory, 'fonts')}</dir>
  <cachedir>${join(directory, 'fonts-cache')}</cachedir>
</fontconfig>
`;

// With --single-process the browser exits when the first context is closed. The other flags would disable security rules
// that the tests rely on.
const dropped = ['--single-process', '--disable-web-security', '--allow-running-insecure-content'];

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
  const directory = await mkdtemp(join(tmpdir(), 'chromium-'));
  started.defer(() => rm(directory, { recursive: true, force: true }));
  const executablePath = await unpackInto(directory);
  const fonts = join(directory, 'fonts.conf');
  await writeFile(fonts, fontsConfig(directory));
  const libraries = [join(directory, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']];
  const browser = await chromium.launch({
    executablePath,
    args,
    env: {
      ...process.env,
      TMPDIR: directory,
      FONTCONFIG_FILE: fonts,
      LD_LIBRARY_PATH: libraries.filter(Boolean).join(':'),
    },
  });
  started.defer(() => browser.close());
  const owned = started.move();
  return { browser, [Symbol.asyncDispose]: () => owned.disposeAsync() };
};
