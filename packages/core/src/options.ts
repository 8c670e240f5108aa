/** How to reach Seam, and as whom. */
export interface SeamOptions {
  /**
   * An API key of one workspace (`seam_…`).
   * @default the environment's SEAM_API_KEY, when no credential is passed
   */
  apiKey?: string | undefined;
  /**
   * A personal access token (`seam_at…`). Needs `workspaceId`.
   * @default the environment's SEAM_PERSONAL_ACCESS_TOKEN, when no credential is passed
   */
  personalAccessToken?: string | undefined;
  /**
   * The workspace a personal access token acts on.
   * @default the environment's SEAM_WORKSPACE_ID
   */
  workspaceId?: string | undefined;
  /** Sends no credential: in a browser behind the router, whose own session decides. Needs `endpoint`. */
  auth?: 'none' | undefined;
  /**
   * The API's base URL: `https:`, `http:` on this machine only, or a path such as `/api/seam` in a browser.
   * @default the environment's SEAM_ENDPOINT, or https://connect.getseam.com
   */
  endpoint?: string | undefined;
  /**
   * What sends the request: a fake's `fetch`, or one that goes through a proxy.
   * @default globalThis.fetch at the time of the call
   */
  fetch?: typeof globalThis.fetch | undefined;
  /**
   * How long a call may take, in milliseconds, its answer's body included.
   * @default 10000
   */
  timeout?: number | undefined;
}

/** What may differ from call to call. */
export interface CallOptions {
  /** Ends the call with a SeamAbortError. What was already sent may still be applied. */
  signal?: AbortSignal | undefined;
  /** How long this call may take, in milliseconds. */
  timeout?: number | undefined;
}
