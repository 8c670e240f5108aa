/**
 * Reads a variable of the environment; `undefined` when it is empty or there is no environment. Only called while a client is
 * created.
 */
export const readEnvironment = (name: string): string | undefined => {
  try {
    return globalThis.process?.env?.[name] || undefined;
  } catch {
    // Deno without --allow-env.
    return undefined;
  }
};
