/** The kind of credential of a caller. */
export type CredentialKind =
  'api_key' | 'personal_access_token' | 'client_session' | 'publishable_key' | 'console_session';

/** Who sends a request, and for which workspace: plain data, so that a snapshot can hold it. */
export interface Caller {
  readonly workspace_id: string;
  readonly credential: CredentialKind;
  /** The base URL that the caller used; absent for a direct function call. */
  readonly baseUrl?: string | undefined;
  /** The HTTP method; absent for a direct function call. */
  readonly verb?: string | undefined;
  /** The client session, if that is the credential. */
  readonly client_session_id?: string | undefined;
  /** The user identifier key of the headers, for a client session. */
  readonly user_identifier_key?: string | undefined;
  /** Whether the credential is valid for every workspace. */
  readonly allWorkspaces?: boolean | undefined;
}
