import type { DeviceRow } from '../rows.ts';

const rules: Readonly<Record<string, (code: string) => boolean>> = {
  at_least_three_unique_digits: (code) => new Set(code).size >= 3,
  cannot_contain_0789: (code) => !/[0789]/.test(code),
  cannot_contain_089: (code) => !/[089]/.test(code),
  cannot_start_with_12: (code) => !code.startsWith('12'),
  no_all_same_digits: (code) => new Set(code).size > 1,
  no_zeros: (code) => !code.includes('0'),
};

/** The rules of a device that a code breaks, as far as the fake knows them. */
export const brokenConstraints = ({ properties }: DeviceRow, code: string): string[] =>
  (properties.code_constraints ?? [])
    .map(({ constraint_type }) => constraint_type)
    .filter((type) => rules[type]?.(code) === false);

/** Whether nobody but the device, or Seam, says what the digits of its codes are. */
export const choosesCodes = ({ properties }: DeviceRow): boolean =>
  properties.code_constraints?.some(
    ({ constraint_type }) => constraint_type === 'cannot_specify_pin_code',
  ) === true;
