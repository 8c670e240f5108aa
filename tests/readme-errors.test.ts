import type {
  AccessErrorCode,
  PendingCause,
  Reason,
  RunState,
  ResidualCause,
  StuckCause,
} from '@org/seam-access';
import * as core from '@org/seam-core';
import { toApiError } from '@org/seam-core/internal';
import * as webhooks from '@org/seam-core/webhooks';
import { errorTypes } from '@org/seam-server/internal';
import {
  createFakeSeam,
  type FakeSeam,
  type Fault,
  type FaultKind,
  type ProviderAction,
} from '@org/seam-testing';
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { root } from './support/examples.ts';
import { type MarkdownTable, readTable } from './support/markdown-tables.ts';

const readmeOf = (folder: string): string => `packages/${folder}/README.md`;
const cellsOf = ({ rows }: MarkdownTable, column: string): string[] => rows.map((row) => row[column] ?? '');
const namesIn = (folder: string, title: string): string[] =>
  cellsOf(readTable(readmeOf(folder), title), title);

type ErrorClass = new (...args: never[]) => core.SeamError;
// `instanceof` compares names, and would accept `SeamError` itself.
const isErrorClass = (value: unknown): value is ErrorClass =>
  typeof value === 'function' &&
  Object.prototype.isPrototypeOf.call(core.SeamError.prototype, value.prototype);
const classes = [...Object.values<unknown>(core), ...Object.values<unknown>(webhooks)].filter(isErrorClass);
const isOfApi = (ErrorClass: ErrorClass): boolean =>
  ErrorClass === core.SeamApiError || ErrorClass.prototype instanceof core.SeamApiError;

describe('the errors of the client', () => {
  const table = readTable(readmeOf('core'), 'Status');
  const { rows } = table;
  /** The most specific row: the status before a group of statuses, the type before `others` and `all`. */
  const rowOf = (type: string, status: number) =>
    [`${status}`, status < 500 ? 'other 4xx' : '5xx']
      .flatMap((group) => rows.filter((row) => row['Status'] === group))
      .find((row) => [type, 'others', 'all'].includes(row['Type'] ?? ''));

  it.each(Object.entries(errorTypes))(
    'have a row for %s, with its class and its outcome',
    (type, [status]) => {
      const { name, outcome } = toApiError('', { type, statusCode: status });
      expect(rowOf(type, status)).toMatchObject({
        Class: name,
        Outcome: expect.stringMatching(new RegExp(`\\b${outcome}\\b`)),
      });
    },
  );

  it('have a row for each class', () => {
    const [ofApi, others] = [classes.filter(isOfApi), classes.filter((one) => !isOfApi(one))];
    const sorted = (list: ErrorClass[]) => list.map(({ name }) => name).toSorted();
    expect([...new Set(cellsOf(table, 'Class'))].toSorted()).toEqual(sorted(ofApi));
    expect(namesIn('core', 'Without a response of Seam').toSorted()).toEqual(sorted(others));
  });

  it('have the outcomes that exist', () => {
    const outcomes: Record<core.Outcome, true> = { not_sent: true, rejected: true, unknown: true };
    expect(namesIn('core', 'Outcome')).toEqual(Object.keys(outcomes));
    const used = [...rows, ...readTable(readmeOf('core'), 'Without a response of Seam').rows]
      .flatMap((row) => (row['Outcome'] ?? '').split(', '))
      .filter((outcome) => !Object.hasOwn(outcomes, outcome));
    expect(used).toEqual([]);
  });

  it('have the replay classes that exist', () => {
    const classes: Record<core.Replay, true> = { safe: true, idempotent: true, never: true };
    expect(namesIn('core', 'Replay class')).toEqual(Object.keys(classes));
  });
});

/** The types of errors that the source names, in quotes. */
const typesIn = (patterns: string[], exclude: RegExp): string[] => {
  const files = globSync(patterns, { cwd: root }).filter((file) => !exclude.test(file));
  expect(files.length).toBeGreaterThan(0);
  const words = files.flatMap((file) => {
    const code = readFileSync(join(root, file), 'utf8').replaceAll(/\/\*\*.*?\*\/|\/\/[^\n]*/gs, '');
    return [...code.matchAll(/'([a-z_]+)'/g)].map(([, word = '']) => word);
  });
  return [...new Set(words)].filter((word) => Object.hasOwn(errorTypes, word)).toSorted();
};

const notOfRouter =
  /\.test|\/(?:error-types|error-responses|webhook|raw-body)\.ts$|\/(?:webhooks|postgres)\//;

it.each([
  [
    'Type of a router error',
    typesIn(['packages/server/src/**/*.ts', 'packages/express/src/*.ts'], notOfRouter),
  ],
  [
    'Type of a receiver error',
    typesIn(['packages/server/src/webhooks/*.ts', 'packages/express/src/{webhook,raw-body}.ts'], /\.test/),
  ],
] as const)('the table "%s" has each type that the code uses, with its status', (title, types) => {
  const { rows } = readTable(readmeOf('express'), title);
  expect(namesIn('express', title).toSorted()).toEqual(types);
  const statuses = rows.map((row) => [row[title], row['Status']]);
  expect(statuses).toEqual(
    rows.map((row) => [row[title], String(errorTypes[row[title] as keyof typeof errorTypes][0])]),
  );
});

describe('the fake', () => {
  const faults: Record<FaultKind, Fault> = {
    status: { kind: 'status', status: 404 },
    html: { kind: 'html' },
    reset: { kind: 'reset', applied: true },
    hang: { kind: 'hang', applied: true },
    truncate: { kind: 'truncate' },
    slow_body: { kind: 'slow_body', ms: 5000 },
    content_type: { kind: 'content_type', value: 'text/html' },
    latency: { kind: 'latency', ms: 1 },
  };
  const { rows } = readTable(readmeOf('testing'), 'Kind of a fault');

  it('has each kind of fault in its README', () => {
    expect(namesIn('testing', 'Kind of a fault')).toEqual(Object.keys(faults));
  });

  it('has each kind of webhook fault in its README', () => {
    type Kind = Parameters<FakeSeam['webhooks']['faults']['rate']>[0]['kind'];
    const kinds: Record<Kind, true> = {
      drop: true,
      lose: true,
      duplicate: true,
      reorder: true,
      delay: true,
      old_secret: true,
      tamper: true,
    };
    expect(namesIn('testing', 'Kind of a webhook fault')).toEqual(Object.keys(kinds));
  });

  it.each(Object.values(faults))('makes the client throw what its README says: $kind', async (fault) => {
    const fake = createFakeSeam();
    fake.faults.queue('/user_identities/list', fault);
    const seam = core.createSeam({
      apiKey: fake.apiKey,
      endpoint: fake.endpoint,
      fetch: fake.fetch,
      retry: false,
      timeout: ['hang', 'slow_body'].includes(fault.kind) ? 100 : 10_000,
    });
    const thrown = await seam.userIdentities.list().then(
      () => 'nothing',
      (error: core.SeamError) => error.name,
    );
    const text = rows.find((row) => row['Kind of a fault'] === fault.kind)?.['The client throws'];
    expect(text).toContain(fault.kind === 'status' ? 'the class of the status' : thrown);
    if (fault.kind === 'status') expect(thrown).toBe('SeamNotFoundError');
  });

  it('has each option of the command with its default', () => {
    const packageFile = fileURLToPath(import.meta.resolve('@org/seam-testing/package.json'));
    const help = execFileSync(process.execPath, [join(packageFile, '../src/cli/index.ts'), '--help'], {
      encoding: 'utf8',
    });
    const options = help
      .split(/^ {2}(?=--)/m)
      .slice(1)
      .map((text) => [/^--[\w-]+/.exec(text)?.[0], /\(default: ([\w.]*\w)/.exec(text)?.[1] ?? '']);
    expect(options).toContainEqual(['--port', '3030']);
    const table = readTable(readmeOf('testing'), 'Option of seam-fake');
    expect(table.rows.map((row) => [row['Option of seam-fake'], row['Default']])).toEqual(options);
  });
});

/** The names that a type allows. A name that is missing or too much does not compile. */
const names: {
  readonly 'Code of an AccessError': Record<AccessErrorCode, true>;
  readonly 'Cause of stuck': Record<StuckCause, true>;
  readonly 'Residual cause': Record<ResidualCause | PendingCause, true>;
  readonly 'Reason (via)': Record<Reason['via'], true>;
  readonly State: Record<RunState, true>;
} = {
  'Code of an AccessError': {
    invalid_person: true,
    person_not_found: true,
    person_ambiguous: true,
    invalid_option: true,
    plan_outdated: true,
    plan_invalid: true,
    journal_invalid: true,
    run_not_found: true,
    run_finished: true,
    run_taken_over: true,
    unauthorized: true,
    cancelled_by_revocation: true,
  },
  'Cause of stuck': {
    doors_open: true,
    regranted: true,
    changes_pending: true,
    unreadable: true,
    acs_user_linked: true,
    user_identity_exists: true,
  },
  'Residual cause': {
    offline_code: true,
    encoded_card: true,
    unmanaged: true,
    shared_code: true,
    unexplained: true,
    door_unknown: true,
    pending: true,
    refused: true,
    device_offline: true,
    access_system_disconnected: true,
    regranted: true,
  },
  'Reason (via)': {
    direct: true,
    access_grant: true,
    acs_user: true,
    access_group: true,
    credential: true,
    access_code: true,
    unmanaged: true,
    unexplained: true,
  },
  State: {
    planned: true,
    containing: true,
    revoking: true,
    verifying: true,
    unlinking: true,
    deleting: true,
    complete: true,
    complete_with_residual: true,
    stuck: true,
    cancelled: true,
  },
};

it.each(Object.entries<Record<string, true>>(names))(
  'the table "%s" of the workflows has each name',
  (title, known) => {
    expect(namesIn('access', title)).toEqual(Object.keys(known));
  },
);

/** The actions that a failure can be planned for, without the types of action attempts. */
const failures: Record<Exclude<ProviderAction, Uppercase<ProviderAction>>, true> = {
  'acs_user.create': true,
  'acs_user.update': true,
  'acs_user.delete': true,
  'acs_access_group.update': true,
  'acs_access_group.delete': true,
  'acs_credential.create': true,
  'acs_credential.update': true,
  'acs_credential.delete': true,
  'access_code.set': true,
  'access_code.remove': true,
  'access_code.convert_to_managed': true,
  'access_method.issue': true,
};

it('the table of actions that can fail has each action of the fake', () => {
  expect(namesIn('testing', 'Action of failNext')).toEqual([
    ...Object.keys(failures),
    'UNLOCK_DOOR and the other types',
  ]);
});
