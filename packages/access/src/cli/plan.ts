import { isObject } from '@org/seam-core/internal';
import { formatPlan } from '../offboarding/format-plan.ts';
import { type Plan, planOffboarding } from '../offboarding/plan.ts';
import type { PlanChoices } from '../offboarding/plan-choices.ts';
import { findPerson } from '../person/find-person.ts';
import type { Values } from './arguments.ts';
import type { Command, CommandContext } from './command.ts';
import { exitCodes, usageError } from './exit-codes.ts';
import { readJson } from './files.ts';

/** The choices of the options. */
export const choicesOf = (values: Values): PlanChoices => ({
  suspend: values.suspend,
  deactivatePhones: values['deactivate-phones'],
  unlinkAcsUsers: values['keep-acs-users'] ? false : undefined,
  deleteUserIdentity: values.delete,
});

/** `plan <person>` */
export const plan: Command = async ({
  terminal,
  connection: { seam, clock },
  positionals: [person = ''],
  values,
  signal,
  concurrency,
}) => {
  const made = await planOffboarding(seam, person, { ...choicesOf(values), signal, concurrency, clock });
  if (values.json) terminal.printJson(made);
  else terminal.print(formatPlan(made));
  return exitCodes.ok;
};

const readPlan = (file: string): Plan => {
  const value = readJson(file);
  try {
    // The text shows whether everything is there; `offboard` compares the hash.
    if (isObject(value) && typeof value['hash'] === 'string' && formatPlan(value as unknown as Plan))
      return value as unknown as Plan;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw usageError(
    `${file}: This is not a plan. Write one with \`seam-access plan <person> --json > ${file}\`.`,
  );
};

/** The plan of the file, or a new one. */
export const planOf = async ({
  connection: { seam, clock },
  positionals: [person = ''],
  values,
  signal,
  concurrency,
}: CommandContext): Promise<Plan> => {
  const choices = choicesOf(values);
  if (values.plan === undefined) {
    return await planOffboarding(seam, person, { ...choices, signal, concurrency, clock });
  }
  if (Object.values(choices).some((choice) => choice !== undefined))
    throw usageError('--plan contains its choices. Pass them to `seam-access plan`.');
  const read = readPlan(values.plan);
  if (person === '') return read;
  const { user_identity_id } = await findPerson(seam, person, { signal });
  if (user_identity_id !== read.user_identity_id)
    throw usageError(`The plan is for ${read.user_identity_id}, and ${person} is ${user_identity_id}.`);
  return read;
};
