/** What the page says about the last thing done. */
export interface Notice {
  /** `pending`: Seam said yes, and what was read afterwards does not show it yet. */
  readonly tone: 'working' | 'done' | 'pending' | 'failed';
  readonly text: string;
  /** For whoever has to look into it: a status, a type, an id. */
  readonly detail?: string;
}

/** Shows a notice, in the place of the last one. */
export type Announce = (notice: Notice | undefined) => void;
