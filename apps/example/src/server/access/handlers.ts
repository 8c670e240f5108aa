import { readAccess, whoCanOpen, type AccessError } from '@org/seam-access';
import type { Handlers, Seam } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { accessEndpoints, OpenersView } from '../../access.ts';
import type { History } from './history.ts';
import type { FoundRun, Offboardings } from './offboardings.ts';
import { namesIn, presentOpeners, presentReason, type Names } from './present.ts';

export interface AccessContext {
  /** The role of the session. */
  readonly actor: string;
  /** Aborted when the caller closes the connection. */
  readonly signal: AbortSignal;
}

export interface AccessServices {
  readonly seam: Seam;
  readonly offboardings: Offboardings;
  readonly history: History;
}

const systemNames = async (seam: Seam, signal: AbortSignal): Promise<Names> =>
  new Map(
    (await seam.acs.systems.list({}, { signal })).map(({ acs_system_id, name }) => [acs_system_id, name]),
  );

const readDoor = async (
  seam: Seam,
  door: { readonly device_id?: string; readonly acs_entrance_id?: string },
  signal: AbortSignal,
): Promise<Omit<OpenersView, 'openers'>> => {
  const { device_id, acs_entrance_id } = door;
  if (device_id !== undefined) {
    const { display_name, properties } = await seam.devices.get({ device_id }, { signal });
    return {
      door: { kind: 'device', id: device_id, name: display_name },
      place: properties.model.manufacturer_display_name,
    };
  }
  const id = acs_entrance_id ?? '';
  const { display_name, acs_system_id } = await seam.acs.entrances.get({ acs_entrance_id: id }, { signal });
  const systems = await systemNames(seam, signal);
  return {
    door: { kind: 'entrance', id, name: display_name, acs_system_id },
    place: systems.get(acs_system_id) ?? 'Unknown system',
  };
};

const sameName = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

/** The functions behind `/api/access`. */
export const createAccessHandlers = ({
  seam,
  offboardings,
  history,
}: AccessServices): Handlers<typeof accessEndpoints, AccessContext> => {
  const findRun = async (run_id: string): Promise<FoundRun> => {
    const found = await offboardings.find(run_id);
    if (!found) throw apiError('not_found', { message: 'The run does not exist.' });
    return found;
  };

  return {
    person: async ({ user_identity_id }, { signal }) => {
      const [{ doors, facts }, systems, runs] = await Promise.all([
        readAccess(seam, { user_identity_id }, { signal }),
        systemNames(seam, signal),
        offboardings.ofPerson(user_identity_id),
      ]);
      const names = namesIn(facts, systems);
      return {
        doors: doors.map(({ door, reasons }) => ({
          door,
          reasons: reasons.map((reason) => presentReason(reason, names)),
        })),
        runs,
      };
    },

    door: async ({ device_id, acs_entrance_id }, { signal }) => {
      if ((device_id === undefined) === (acs_entrance_id === undefined))
        throw apiError('invalid_input', { message: 'Pass either device_id or acs_entrance_id.' });
      const door = device_id === undefined ? { acs_entrance_id: acs_entrance_id ?? '' } : { device_id };
      const view = await readDoor(seam, door, signal);
      return { ...view, openers: await presentOpeners(seam, await whoCanOpen(seam, door, { signal })) };
    },

    history: async ({ user_identity_id }, { signal }) => {
      const entries = await history.ofPerson(user_identity_id);
      if (!entries.some(({ object }) => object !== undefined)) return entries;
      const devices = await seam.devices.list({}, { signal });
      const names = new Map(devices.map(({ device_id, display_name }) => [device_id, display_name]));
      return entries.map((entry) => Object.assign({}, entry, { object: names.get(entry.object ?? '') }));
    },

    plan: ({ user_identity_id, choices = {} }) => offboardings.plan(user_identity_id, choices),

    offboard: async ({ user_identity_id, plan_hash, choices, reason, confirmed_name }, { actor }) => {
      const plan = await offboardings.plan(user_identity_id, choices);
      const name = plan.display_name;
      if (!sameName(name, confirmed_name))
        throw apiError('invalid_input', { message: `The name does not match. Type ${name} to confirm.` });
      if (plan.hash !== plan_hash)
        throw apiError('conflict', {
          message: 'The access of the person has changed since the plan was made. Check the new plan.',
        });
      return await offboardings.start({ user_identity_id, actor, reason, plan });
    },

    run: async ({ run_id }) => (await findRun(run_id)).view,

    cancel: async ({ run_id }) => {
      await findRun(run_id);
      await offboardings.cancel(run_id);
    },

    retry: async ({ run_id }) => {
      await findRun(run_id);
      await offboardings.retry(run_id);
    },
  };
};

const codes: Partial<Record<AccessError['code'], Parameters<typeof apiError>[0]>> = {
  invalid_person: 'invalid_input',
  invalid_option: 'invalid_input',
  person_not_found: 'user_identity_not_found',
  person_ambiguous: 'conflict',
  plan_outdated: 'conflict',
  run_finished: 'conflict',
  run_not_found: 'not_found',
  run_taken_over: 'conflict',
  unauthorized: 'upstream_auth_failed',
};

/** The response to an error of a workflow. */
export const toApiError = ({ code, message }: AccessError) =>
  apiError(codes[code] ?? 'internal_server_error', { message });
