/**
 * Runs Seam's command-line client against the fake, with the commands of the five reference pages and some others. It
 * installs 690 MB in a temporary folder, so no other check runs it: `pnpm --filter @org/tests try:official-cli`.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { createFakeSeam } from '@org/seam-testing';

const cliVersion = '0.42.0';
const typesVersion = '1.977.0';

const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'official-cli-'));
const cache = join(folder, 'cache');

const install = (): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const packages = [`@seamapi/cli@${cliVersion}`, `@seamapi/types@${typesVersion}`];
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--loglevel=error'];
  execFileSync('npm', ['install', ...flags, ...packages], { cwd: folder, stdio: 'inherit' });
};

type Schema = Record<string, unknown>;
interface Document {
  paths: Record<
    string,
    Record<
      string,
      {
        responses?: Record<
          string,
          { content?: Record<string, { schema: { properties?: Record<string, Schema> } }> }
        >;
      }
    >
  >;
  components: { schemas: Record<string, Schema> };
}

const shapes = ['type', '$ref', 'oneOf', 'anyOf', 'allOf'];

/** The client needs a type for each property. The document omits some. */
const withTypes = (name: string, value: unknown): unknown => {
  if (name !== 'properties' || typeof value !== 'object' || value === null) return value;
  // A property may have the name "properties".
  if (Object.values(value).some((schema) => typeof schema !== 'object')) return value;
  return Object.fromEntries(
    Object.entries(value as Record<string, Schema>).map(([property, schema]) => [
      property,
      shapes.some((shape) => shape in schema) ? schema : { type: 'object', ...schema },
    ]),
  );
};

/** The document in a form that the client can read: with a named schema for each unmanaged resource. */
const readable = (original: unknown): Document => {
  const document = JSON.parse(JSON.stringify(original), withTypes) as Document;
  for (const [path, operations] of Object.entries(document.paths)) {
    if (!path.includes('/unmanaged/')) continue;
    const singular = `unmanaged_${(path.split('/')[1] ?? '').replace(/ies$/, 'y').replace(/s$/, '')}`;
    for (const operation of Object.values(operations)) {
      const properties = operation.responses?.['200']?.content?.['application/json']?.schema.properties ?? {};
      for (const [key, schema] of Object.entries(properties)) {
        const holder = (schema['type'] === 'array' ? schema['items'] : schema) as Schema;
        if (holder['type'] !== 'object' || key === 'pagination') continue;
        document.components.schemas[singular] ??= structuredClone(holder);
        for (const name of Object.keys(holder)) delete holder[name];
        holder['$ref'] = `#/components/schemas/${singular}`;
      }
    }
  }
  return document;
};

/** Fills the client's cache. Otherwise the client downloads a document that it cannot read. */
const prepareSchema = async (): Promise<void> => {
  const require = createRequire(join(folder, 'package.json'));
  const load = async (file: string) => (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  const { default: document } = await load(
    join(folder, 'node_modules/@seamapi/types/lib/seam/connect/openapi.js'),
  );
  const cliRequire = createRequire(join(folder, 'node_modules/@seamapi/cli/package.json'));
  const { createBlueprint } = await load(cliRequire.resolve('@seamapi/blueprint'));
  const { dependencies } = require('./node_modules/@seamapi/cli/package.json') as {
    dependencies: Record<string, string>;
  };
  const blueprint = await (createBlueprint as (module: object, options: object) => Promise<unknown>)(
    { openapi: readable(document) },
    { omitUndocumented: true },
  );
  mkdirSync(join(cache, 'seam'), { recursive: true });
  const facts = {
    blueprintVersion: dependencies['@seamapi/blueprint'],
    typesVersion,
    checkedAt: new Date().toISOString(),
    blueprint,
  };
  writeFileSync(join(cache, 'seam', 'blueprint.json'), JSON.stringify(facts));
};

const fake = createFakeSeam();
const one = <TItem>(items: readonly TItem[]): TItem => {
  const [item] = items;
  if (!item) throw new Error('The seed has changed: it has no such resource.');
  return item;
};
const { user_identity_id } = one(await fake.seam.userIdentities.list({ search: 'Ada' }));
const { device_id } = one(await fake.seam.userIdentities.listAccessibleDevices({ user_identity_id }));
const { acs_user_id, acs_system_id } = one(await fake.seam.userIdentities.listAcsUsers({ user_identity_id }));
const { acs_entrance_id } = one(await fake.seam.acs.entrances.list());
const { user_identity_id: leaver } = one(await fake.seam.userIdentities.list({ search: 'Grace' }));

const commands: readonly string[] = [
  'workspaces get',
  'user-identities list',
  `user-identities get --user-identity-id ${user_identity_id}`,
  'devices list',
  `devices get --device-id ${device_id}`,
  'acs systems list',
  `acs systems get --acs-system-id ${acs_system_id}`,
  'acs entrances list',
  `acs entrances get --acs-entrance-id ${acs_entrance_id}`,
  `acs users list --acs-system-id ${acs_system_id}`,
  `acs users get --acs-user-id ${acs_user_id}`,
  `user-identities list-accessible-devices --user-identity-id ${user_identity_id}`,
  // The five endpoints as on the reference pages, in the order of an offboarding.
  `user-identities grant-access-to-device --user_identity_id ${user_identity_id} --device_id ${device_id}`,
  `user-identities revoke-access-to-device --user_identity_id ${user_identity_id} --device_id ${device_id}`,
  `acs users revoke-access-to-all-entrances --acs_user_id ${acs_user_id}`,
  `user-identities remove-acs-user --user_identity_id ${user_identity_id} --acs_user_id ${acs_user_id}`,
  `user-identities delete --user_identity_id ${leaver}`,
  `user-identities list-accessible-entrances --user-identity-id ${user_identity_id}`,
  `user-identities create --full-name Zoe`,
  `locks lock-door --device-id ${device_id}`,
  `locks unlock-door --device-id ${device_id}`,
  'action-attempts list',
  `access-codes create --device-id ${device_id} --code 4711`,
  `access-codes list --device-id ${device_id}`,
  'webhooks create --url https://example.com/hook',
  'webhooks list',
  'client-sessions list',
  'connected-accounts list',
  'events list --since 2020-01-01T00:00:00Z',
  'spaces list',
];

install();
await prepareSchema();
const { url } = await fake.listen({ webhooks: 'manual' });
const environment = {
  ...process.env,
  HOME: folder,
  XDG_CACHE_HOME: cache,
  XDG_CONFIG_HOME: join(folder, 'config'),
  SEAM_CLI_TOKEN: fake.apiKey,
  SEAM_CLI_ENDPOINT: url,
  CI: '1',
};
let failed = 0;
for (const command of commands) {
  fake.journal.clear();
  const binary = join(folder, 'node_modules/.bin/seam');
  const run = promisify(execFile)(process.execPath, [binary, ...command.split(' '), '--json'], {
    env: environment,
    timeout: 60_000,
  });
  run.child.stdin?.end();
  const outcome = await run.then(
    ({ stdout }) => `ok   ${stdout.replaceAll(/\s+/g, ' ').slice(0, 100)}`,
    (error: { stderr?: string; stdout?: string }) =>
      `FAIL ${`${error.stdout ?? ''}${error.stderr ?? ''}`.replaceAll(/\s+/g, ' ').slice(0, 300)}`,
  );
  const calls = fake.journal.calls.map(({ verb, endpoint, status }) => `${verb} ${endpoint} ${status}`);
  const isGood = outcome.startsWith('ok') && calls.length > 0 && calls.every((call) => call.endsWith(' 200'));
  if (!isGood) failed += 1;
  console.log(`seam ${command}\n  ${calls.join(', ')}\n  ${outcome}`);
}
await fake[Symbol.asyncDispose]();
if (process.argv[2] === undefined) rmSync(folder, { recursive: true, force: true });
console.log(`${commands.length - failed} of ${commands.length} commands worked`);
process.exitCode = failed === 0 ? 0 : 1;
