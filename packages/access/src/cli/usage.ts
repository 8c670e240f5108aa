/** Every option of every command. `value` names what follows it. */
export const options = {
  actor: { type: 'string', value: 'who', help: 'who asks for it; part of the receipt' },
  reason: { type: 'string', value: 'why', help: 'why; part of the receipt' },
  suspend: { type: 'boolean', help: 'suspend the ACS users first' },
  'deactivate-phones': { type: 'boolean', help: "deactivate the person's phones" },
  'keep-acs-users': { type: 'boolean', help: 'do not unlink the ACS users at the end' },
  delete: { type: 'boolean', help: 'delete the user identity at the end' },
  plan: {
    type: 'string',
    value: 'file',
    help: 'carry out this plan (the output of `plan --json`), if it still applies',
  },
  hash: { type: 'string', value: 'hash', help: 'continue only if the plan has this hash' },
  journal: {
    type: 'string',
    value: 'file',
    help: 'SQLite file of the run: it survives a crash and can be continued',
  },
  continue: {
    type: 'string',
    value: 'run id',
    help: 'continue a run of the journal, with its person and its plan',
  },
  receipt: { type: 'string', value: 'file', help: 'write the receipt to a new file' },
  'key-file': {
    type: 'string',
    value: 'file',
    help: 'key of the receipt: a secret text, or a PEM key such as Ed25519',
  },
  receipts: { type: 'string', value: 'folder', help: 'write a receipt for each person' },
  database: {
    type: 'string',
    value: 'url',
    help: 'Postgres of the queue, without a password (or SEAM_ACCESS_DATABASE)',
  },
  data: {
    type: 'string',
    value: 'folder',
    help: 'embedded database of the queue, for one process at a time',
  },
  'per-system': {
    type: 'string',
    value: 'number',
    help: 'changes at a time in one access system (default: 4)',
  },
  'skip-errors': { type: 'boolean', help: 'offboard the other people of a file with errors; exits with 4' },
  pause: { type: 'boolean', help: 'stop all workers of the queue from sending' },
  resume: { type: 'boolean', help: 'let them continue' },
  cancel: { type: 'boolean', help: 'end the run before its next step' },
  retry: { type: 'boolean', help: 'continue the run that failed, or all of them' },
  settle: {
    type: 'string',
    value: 'time',
    help: 'how long the doors must stay closed before the second read (default: 5s)',
  },
  deadline: { type: 'string', value: 'time', help: 'when a run with open doors ends as stuck (default: 5m)' },
  'dry-run': { type: 'boolean', help: 'read and show everything, change nothing' },
  yes: { type: 'boolean', help: 'do not ask for confirmation' },
  concurrency: { type: 'string', value: 'number', help: 'requests at a time (default: 4)' },
  json: { type: 'boolean', help: 'print the result as JSON on stdout' },
  credentials: {
    type: 'string',
    value: 'file',
    help: 'file with SEAM_API_KEY=… lines; it counts more than the environment',
  },
  fake: { type: 'boolean', help: 'use a fake Seam in memory (needs @org/seam-testing)' },
  seed: { type: 'string', value: 'name', help: 'initial data of the fake (default: building)' },
  help: { type: 'boolean', help: 'print this text' },
  version: { type: 'boolean', help: 'print the version' },
} as const satisfies Record<string, { type: 'string' | 'boolean'; value?: string; help: string }>;

export type OptionName = keyof typeof options;

const common = ['concurrency', 'json', 'credentials', 'fake', 'seed', 'help'] as const;
/** What a plan does besides closing every door. */
export const choices = ['suspend', 'deactivate-phones', 'keep-acs-users', 'delete'] as const;
const queueOptions = ['database', 'data'] as const;
const waiting = ['settle', 'deadline', 'key-file'] as const;

export interface CommandShape {
  /** The positional arguments, as they are written in the help text. */
  readonly usage: string;
  /** The least and the greatest number of positional arguments. */
  readonly positionals: readonly [least: number, greatest: number];
  readonly help: string;
  readonly options: readonly OptionName[];
}

/** The commands, in the order of the help text. */
export const commands = {
  explain: {
    usage: 'explain <person> [door]',
    positionals: [1, 2],
    help: 'why each door opens, and what would close it',
    options: common,
  },
  who: {
    usage: 'who <door id>',
    positionals: [1, 1],
    help: 'who can open a device or an entrance, and why',
    options: common,
  },
  plan: {
    usage: 'plan <person>',
    positionals: [1, 1],
    help: 'what an offboarding would do; changes nothing',
    options: [...choices, ...common],
  },
  offboard: {
    usage: 'offboard <person>',
    positionals: [0, 1],
    help: 'show the plan, ask, close every door, and print the receipt',
    options: [
      'actor',
      'reason',
      ...choices,
      'plan',
      'hash',
      'journal',
      'continue',
      'receipt',
      ...waiting,
      'dry-run',
      'yes',
      ...common,
    ],
  },
  bulk: {
    usage: 'bulk [people.csv]',
    positionals: [0, 1],
    help: 'offboard the people of a file through a queue; without a file, continue it',
    options: [
      'actor',
      'reason',
      ...choices,
      ...queueOptions,
      'per-system',
      'receipts',
      'skip-errors',
      ...waiting,
      'dry-run',
      'yes',
      ...common,
    ],
  },
  status: {
    usage: 'status [run id]',
    positionals: [0, 1],
    help: 'how far the queue or a run is; pause, resume, cancel, retry',
    options: [...queueOptions, 'pause', 'resume', 'cancel', 'retry', 'receipt', 'json', 'help'],
  },
  'verify-receipt': {
    usage: 'verify-receipt <file>',
    positionals: [1, 1],
    help: 'whether a receipt is as it was issued',
    options: ['key-file', 'json', 'help'],
  },
} as const satisfies Record<string, CommandShape>;

const line = (left: string, right: string) => `  ${left.padEnd(28)} ${right}`;

/** The help text. */
export const usage = (): string =>
  [
    'seam-access reads who can open which door, and offboards people through the Seam API.',
    '',
    'Usage: seam-access <command> [options]',
    '',
    ...Object.values<CommandShape>(commands).map(({ usage, help }) => line(usage, help)),
    '',
    'A person is a user identity id, key, email address or phone number. The credential is read from SEAM_API_KEY.',
    '',
    'Options:',
    ...Object.entries<{ value?: string; help: string }>(options).map(([name, { value, help }]) =>
      line(`--${name}${value === undefined ? '' : ` <${value}>`}`, help),
    ),
    '',
    'Exit codes: 0 complete or valid, 1 error, 2 wrong arguments, 3 complete with residual access, 4 stuck or not',
    'finished, 5 cancelled, 6 plan outdated or changed, 7 invalid receipt.',
  ].join('\n');
