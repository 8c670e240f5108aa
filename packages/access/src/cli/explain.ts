import { isSeamError, paginate, type Seam } from '@org/seam-core';
import type { DoorAccess } from '../doors/door.ts';
import { readAccess } from '../doors/read-access.ts';
import { type DoorId, whoCanOpen } from '../doors/who-can-open.ts';
import { CliError, type ExitCode, exitCodes } from './exit-codes.ts';
import { formatDoorAccess, formatPerson, formatReasons } from './format-access.ts';
import type { Command } from './command.ts';

const sameText = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const orNothing = async <TResult>(found: Promise<TResult>): Promise<TResult | undefined> =>
  await found.catch((error: unknown) => {
    // A name is not a valid id, which Seam may refuse instead of not finding it.
    if (isSeamError(error, 'SeamNotFoundError') || isSeamError(error, 'SeamInvalidInputError'))
      return undefined;
    throw error;
  });

/** Whether there is a device or an entrance of this id. */
const findDoor = async (seam: Seam, id: string, signal: AbortSignal): Promise<DoorId | undefined> => {
  if (await orNothing(seam.devices.get({ device_id: id }, { signal }))) return { device_id: id };
  if (await orNothing(seam.acs.entrances.get({ acs_entrance_id: id }, { signal })))
    return { acs_entrance_id: id };
  return undefined;
};

/** Whether a door of this id or name exists: a mistyped one must not look like a closed door. */
const doorExists = async (seam: Seam, door: string, signal: AbortSignal): Promise<boolean> => {
  if (await findDoor(seam, door, signal)) return true;
  for await (const { display_name } of paginate(seam.devices.list, {}, { signal }))
    if (sameText(display_name, door)) return true;
  for await (const { display_name } of paginate(seam.acs.entrances.list, {}, { signal }))
    if (sameText(display_name, door)) return true;
  return false;
};

const noDoor = (door: string): CliError =>
  new CliError(`There is no device and no entrance ${JSON.stringify(door)}.`);

/** `explain <person> [door]` */
export const explain: Command = async ({
  terminal,
  connection: { seam },
  positionals,
  values,
  signal,
  concurrency,
}) => {
  const [person = '', wanted] = positionals;
  const { user_identity, doors } = await readAccess(seam, person, { signal, concurrency });
  const isWanted = ({ door: { id, name } }: DoorAccess) =>
    wanted === undefined || sameText(id, wanted) || sameText(name, wanted);
  const found = doors.filter(isWanted);
  if (wanted !== undefined && found.length === 0 && !(await doorExists(seam, wanted, signal)))
    throw noDoor(wanted);
  if (values.json) terminal.printJson({ user_identity, doors: found });
  else if (found.length === 0)
    terminal.print(
      `${formatPerson(user_identity)}: ${wanted === undefined ? 'opens no door' : `cannot open ${wanted}`}.`,
    );
  else
    terminal.print(
      [
        terminal.color('bold', `${formatPerson(user_identity)}: ${found.length} open doors`),
        ...found.map(formatDoorAccess),
      ].join('\n\n'),
    );
  return exitCodes.ok;
};

/** `who <door id>` */
export const who: Command = async ({
  terminal,
  connection: { seam },
  positionals,
  values,
  signal,
  concurrency,
}): Promise<ExitCode> => {
  const [id = ''] = positionals;
  const door = await findDoor(seam, id, signal);
  if (!door) throw noDoor(id);
  const openers = await whoCanOpen(seam, door, { signal, concurrency });
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
  for (const { user_identity, acs_user_id, access_code_id, reasons } of openers) {
    const name = user_identity
      ? formatPerson(user_identity)
      : acs_user_id && `ACS user ${acs_user_id} without a user identity`;
    terminal.print(
      `\n${name ?? `Access code ${access_code_id ?? ''} of no known person`}\n${formatReasons(reasons).join('\n')}`,
    );
  }
  return exitCodes.ok;
};
