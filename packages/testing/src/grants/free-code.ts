import type { World } from '../world.ts';

/** Whether an access code of the device has these digits. */
export const isCodeTaken = ({ state }: World, device_id: string, code: string): boolean =>
  state.accessCodes.by('device_id', device_id).some((row) => row.code === code);

/** Digits that no access code of the devices has. */
export const freeCode = (world: World, device_ids: readonly string[]): string => {
  // Few locks have many codes: four digits nearly always do.
  for (let tries = 1; ; tries += 1) {
    const code = world.random.digits(tries > 20 ? 6 : 4);
    if (!device_ids.some((device_id) => isCodeTaken(world, device_id, code))) return code;
  }
};
