/** Custom metadata as stored. */
export type Metadata = Record<string, string | boolean>;

/** Whether a row has all the metadata that a filter asks for. No filter lets all through. */
export const hasMetadata = (
  wanted: Metadata | undefined,
  { custom_metadata }: { readonly custom_metadata: Metadata },
): boolean => Object.entries(wanted ?? {}).every(([key, value]) => custom_metadata[key] === value);
