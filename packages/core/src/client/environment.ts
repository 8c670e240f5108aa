/** The one place that reads the environment, when a client is made and not before. */
export const readEnvironment = (name: string): string | undefined => {
  try {
    return globalThis.process?.env?.[name] || undefined;
  } catch {
    // Deno without --allow-env: the variable counts as not set.
    return undefined;
  }
};
