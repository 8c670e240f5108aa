/** Freezes a value of JSON and all that is in it. */
export const deepFreeze = <TValue>(value: TValue): TValue => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
};
