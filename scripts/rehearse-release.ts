/**
 * Rehearses a release in a clone of the last commit, with the commands of the release workflow: raises the versions, packs,
 * publishes to a registry on this machine, installs the packages by name and uses them. Publishes nothing elsewhere.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { publishedFolders } from './manifests.ts';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'rehearsal-'));
const clone = join(folder, 'clone');
const consumer = join(folder, 'consumer');
const tarballs = join(folder, 'tarballs');

/** `npm` settings of this run. The registry's address is added when it is known. */
const env: NodeJS.ProcessEnv = { ...process.env, npm_config_audit: 'false', npm_config_fund: 'false' };

const run = (cwd: string, command: string, ...args: string[]): string => {
  console.log(`$ ${command} ${args.join(' ')}`);
  return execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
};

interface Registry extends AsyncDisposable {
  readonly url: string;
}

/** Starts a registry that holds our packages itself, and takes the others from the registry of npm's settings. */
const startRegistry = async (): Promise<Registry> => {
  const at = join(folder, 'registry');
  cpSync(join(root, 'scripts/registry'), at, { recursive: true });
  run(at, 'npm', 'ci', '--prefer-offline');
  const setting = (name: string) => run(at, 'npm', 'config', 'get', name).trim();
  const cafile = setting('cafile');
  const ca = cafile === 'null' ? {} : { ca: readFileSync(cafile, 'utf8') };
  const others = { url: setting('registry'), maxage: '60m', ...ca };
  const config = {
    storage: join(at, 'storage'),
    uplinks: { others },
    packages: {
      '@org/*': { access: '$all', publish: '$all' },
      '**': { access: '$all', proxy: 'others' },
    },
    log: { type: 'stdout', format: 'pretty', level: 'error' },
  };
  // JSON is YAML too.
  writeFileSync(join(at, 'config.yaml'), JSON.stringify(config));
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const bin = join(at, 'node_modules/verdaccio/bin/verdaccio');
  const server: ChildProcess = fork(bin, ['--config', join(at, 'config.yaml'), '--listen', address], {
    cwd: at,
  });
  const [message] = (await Promise.race([once(server, 'message'), once(server, 'exit')])) as [unknown];
  assert.ok(typeof message === 'object', 'The registry did not start.');
  return {
    url: `http://${address}/`,
    async [Symbol.asyncDispose]() {
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    },
  };
};

interface Release {
  readonly name: string;
  readonly version: string;
}

const releases = (): Release[] =>
  publishedFolders.map(
    (path) => JSON.parse(readFileSync(join(clone, path, 'package.json'), 'utf8')) as Release,
  );

const next = (): string => run(clone, 'npm', 'run', '--silent', 'release:next').trim();

/** Raises the versions as the job `version` does, and returns the releases. */
const raiseVersions = (): Release[] => {
  const before = new Map(releases().map(({ name, version }) => [name, version]));
  assert.equal(next(), 'version', 'There are no changesets: nothing would be released.');
  run(clone, 'npx', '--yes', 'pnpm@12.21.0', '--silent', 'release:version');
  for (const { name, version } of releases())
    assert.notEqual(version, before.get(name), `${name} is not raised`);
  for (const path of publishedFolders)
    assert.ok(existsSync(join(clone, path, 'CHANGELOG.md')), `${path} has no CHANGELOG.md`);
  assert.equal(next(), 'publish');
  return releases();
};

/** Packs and publishes as the jobs `pack` and `publish` do, and publishes again. */
const publish = ({ url }: Registry): void => {
  run(clone, 'npx', '--yes', 'pnpm@12.21.0', '--silent', 'release:pack', tarballs);
  // Only GitHub can attest where a tarball was built.
  const flags = ['--provenance=false', '--registry', url];
  run(clone, 'npm', 'run', '--silent', 'release:publish', '--', tarballs, ...flags);
  const again = run(clone, 'npm', 'run', '--silent', 'release:publish', '--', tarballs, ...flags);
  assert.equal(again.match(/is published already/g)?.length, publishedFolders.length);
  assert.equal(next(), 'none');
};

/** Installs the packages by name, compiles the modules of a user, ES modules and CommonJS, and runs them. */
const consume = (published: readonly Release[]): void => {
  mkdirSync(consumer);
  writeFileSync(join(consumer, 'package.json'), '{ "private": true, "type": "module" }');
  const { version } = JSON.parse(
    readFileSync(join(root, 'node_modules/@types/node/package.json'), 'utf8'),
  ) as Release;
  const others = [`@types/node@${version}`, '@types/express@5.0.6', 'standardwebhooks@1.1.1'];
  run(consumer, 'npm', 'install', ...published.map(({ name, version }) => `${name}@${version}`), ...others);
  for (const part of ['use.ts', 'use-queue.ts', 'tsconfig.json', 'commonjs'])
    cpSync(join(root, 'scripts/consumer', part), join(consumer, part), { recursive: true });
  const tsc = join(root, 'node_modules/.bin/tsc');
  run(consumer, tsc, '--build', 'tsconfig.json', 'commonjs/tsconfig.json');
  for (const file of ['use.ts', 'commonjs/use.cjs', 'commonjs/copies.mjs'])
    assert.equal(run(consumer, process.execPath, file).trim(), 'ok', file);
  for (const { name, version } of published)
    assert.equal(run(consumer, 'npm', 'view', name, 'version').trim(), version);
};

try {
  run(root, 'git', 'clone', '--quiet', root, clone);
  run(clone, 'npm', 'run', '--silent', 'setup');
  await using registry = await startRegistry();
  const home = join(folder, 'npmrc');
  // npm sends a token with each publication; this registry accepts any.
  writeFileSync(
    home,
    `registry=${registry.url}\n${registry.url.replace('http:', '')}:_authToken=rehearsal\n`,
  );
  Object.assign(env, { npm_config_registry: registry.url, npm_config_userconfig: home });
  const published = raiseVersions();
  publish(registry);
  consume(published);
  console.log(`ok   ${published.map(({ name, version }) => `${name}@${version}`).join(', ')}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
