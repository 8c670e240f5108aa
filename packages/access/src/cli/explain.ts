import { isSeamError, paginate, type Seam } from '@org/seam-core';
import { isAbsent } from '../changes/changes.ts';
import type { Door } from '../doors/door.ts';
import { oneLine } from '../offboarding/format-plan.ts';
import { type PersonAccess, readAccess } from '../doors/read-access.ts';
import { findDevice, startReading } from '../doors/reading.ts';
import { type DoorId, type Opener, whoCanOpen } from '../doors/who-can-open.ts';
import { CliError, type ExitCode, exitCodes } from './exit-codes.ts';
import { formatDoor, formatDoorAccess, formatPerson, formatReasons } from './format-access.ts';
import type { Command } from './command.ts';

const sameText = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const orNothing = async <TResult>(found: Promise<TResult>): Promise<TResult | undefined> =>
  await found.catch((error: unknown) => {
    // A name is not a valid id, which Seam may refuse instead of not finding it.
    if (isAbsent(error) || isSeamError(error, 'SeamInvalidInputError')) return undefined;
    throw error;
  });

/** The device, also one that Seam does not manage, or the entrance of this id. */
const findDoor = async (seam: Seam, id: string, signal: AbortSignal): Promise<DoorId | undefined> => {
  if (await orNothing(findDevice(startReading(seam, { signal }), id))) return { device_id: id };
  if (await orNothing(seam.acs.entrances.get({ acs_entrance_id: id }, { signal })))
    return { acs_entrance_id: id };
  return undefined;
};

/** Whether a door of this id or name exists: a mistyped one must not look like a closed door. */
const doorExists = async (seam: Seam, door: string, signal: AbortSignal): Promise<boolean> => {
  if (await findDoor(seam, door, signal)) return true;
  for await (const { display_name } of paginate(seam.devices.list, {}, { signal }))
    if (sameText(display_name, door)) return true;
  for await (const { properties } of paginate(seam.devices.unmanaged.list, {}, { signal }))
    if (sameText(properties.name, door)) return true;
  for await (const { display_name } of paginate(seam.acs.entrances.list, {}, { signal }))
    if (sameText(display_name, door)) return true;
  return false;
};

const noDoor = (door: string): CliError =>
  new CliError(`There is no device and no entrance ${JSON.stringify(door)}.`);

/** What there is to say about a person, or about one door of a person. */
const formatAccess = (
  { user_identity, doors, latent, unassigned_codes }: Omit<PersonAccess, 'facts'>,
  wanted: string | undefined,
): string[] => [
  `${formatPerson(user_identity)}: ${doors.length === 0 && wanted !== undefined ? `cannot open ${wanted}` : `open doors: ${doors.length}`}`,
  ...doors.map(formatDoorAccess),
  ...(latent.length > 0 ? ['Opens nothing now, and may later:'] : []),
  ...latent.map(({ door, reason }) =>
    [door ? formatDoor(door) : 'Doors that Seam does not list', ...formatReasons([reason])].join('\n'),
  ),
  ...(unassigned_codes.length > 0
    ? ["Codes on the person's devices without a user identity; ask who knows them:"]
    : []),
  ...unassigned_codes.map(({ door, name, reason }) =>
    [`${formatDoor(door)}${name === null ? '' : `: ${oneLine(name)}`}`, ...formatReasons([reason])].join(
      '\n',
    ),
  ),
];

/** `explain <person> [door]` */
export const explain: Command = async ({
  terminal,
  connection,
  positionals,
  values,
  signal,
  concurrency,
}) => {
  const { seam, clock } = connection;
  const [person = '', wanted] = positionals;
  const { facts: _, ...access } = await readAccess(seam, person, { signal, concurrency, clock });
  const isWanted = ({ door }: { readonly door: Door | null }) =>
    wanted === undefined || (door !== null && (sameText(door.id, wanted) || sameText(door.name, wanted)));
  const found = {
    ...access,
    doors: access.doors.filter(isWanted),
    latent: access.latent.filter(isWanted),
    unassigned_codes: access.unassigned_codes.filter(isWanted),
  };
  const isKnown = [found.doors, found.latent, found.unassigned_codes].some(({ length }) => length > 0);
  if (wanted !== undefined && !isKnown && !(await doorExists(seam, wanted, signal))) throw noDoor(wanted);
  if (values.json) terminal.printJson(found);
  else {
    const [title = '', ...parts] = formatAccess(found, wanted);
    terminal.print([terminal.color('bold', title), ...parts].join('\n\n'));
  }
  return exitCodes.ok;
};

const formatOpener = (opener: Opener): string => {
  const { user_identity, acs_user_id, acs_credential_id, access_code_id, name } = opener;
  if (user_identity) return formatPerson(user_identity);
  const what =
    (acs_user_id !== undefined && `ACS user ${acs_user_id}`) ||
    (acs_credential_id !== undefined && `Credential ${acs_credential_id}`) ||
    `Access code ${access_code_id}`;
  return `${what}${name ? ` (${oneLine(name)})` : ''}, without a user identity`;
};

/** `who <door id>` */
export const who: Command = async ({
  terminal,
  connection: { seam, clock },
  positionals,
  values,
  signal,
  concurrency,
}): Promise<ExitCode> => {
  const [id = ''] = positionals;
  const door = await findDoor(seam, id, signal);
  if (!door) throw noDoor(id);
  const openers = await whoCanOpen(seam, door, { signal, concurrency, clock });
  if (values.json) {
    terminal.printJson(openers);
    return exitCodes.ok;
  }
  terminal.print(
    terminal.color(
      'bold',
      openers.length === 0 ? 'Nobody can open this door.' : `Can open this door: ${openers.length}`,
    ),
  );
  for (const opener of openers)
    terminal.print(`\n${formatOpener(opener)}\n${formatReasons(opener.reasons).join('\n')}`);
  return exitCodes.ok;
};
