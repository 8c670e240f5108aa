/**
 * Every error type that this repository answers with: its status, and a sentence for when there is no better one. The
 * router, the fake and an application's own handlers share it.
 */
export const errorTypes = {
  invalid_input: [400, 'The parameters are not valid.'],
  invalid_json: [400, 'The body is not valid JSON.'],
  invalid_content_type: [400, 'The body must be sent with the content type application/json.'],
  mismatched_page_parameters: [400, 'The cursor was made for other parameters.'],
  invalid_query_params: [400, 'The query string is ambiguous.'],
  device_unmanaged: [400, 'The device is unmanaged.'],
  device_managed: [400, 'The device is managed.'],
  acs_user_belongs_to_another_user_identity: [400, 'The ACS user belongs to another user identity.'],
  unauthorized: [401, 'The credential is missing or not valid.'],
  forbidden: [403, 'This is not allowed.'],
  endpoint_not_found: [404, 'There is no such endpoint.'],
  not_found: [404, 'It does not exist.'],
  acs_credential_not_found: [404, 'The ACS credential does not exist.'],
  acs_entrance_not_found: [404, 'The ACS entrance does not exist.'],
  acs_access_group_not_found: [404, 'The ACS access group does not exist.'],
  acs_system_not_found: [404, 'The ACS system does not exist.'],
  acs_user_not_found: [404, 'The ACS user does not exist.'],
  connected_account_not_found: [404, 'The connected account does not exist.'],
  device_not_found: [404, 'The device does not exist.'],
  user_identity_not_found: [404, 'The user identity does not exist.'],
  workspace_not_found: [404, 'The workspace does not exist.'],
  method_not_allowed: [405, 'The endpoint is called with another verb.'],
  conflict: [409, 'It conflicts with what exists.'],
  user_identity_email_or_phone_conflict: [
    409,
    'Another user identity has this email address or phone number.',
  ],
  user_identity_key_conflict: [409, 'Another user identity has this key.'],
  payload_too_large: [413, 'The body is too large.'],
  unsupported_media_type: [415, 'The body must be JSON, sent as application/json and not compressed.'],
  internal_server_error: [500, 'Something went wrong here.'],
  authorization_error: [500, 'Whether this is allowed could not be decided, so it was not done.'],
  not_implemented_by_fake: [501, 'The fake does not implement this endpoint.'],
  upstream_error: [502, 'Seam failed.'],
  upstream_auth_failed: [502, 'Seam refused the credential of this server.'],
  upstream_invalid_response: [502, 'Seam answered with something that proves nothing.'],
  upstream_rate_limited: [503, 'Seam is called too often.'],
  upstream_timeout: [504, 'Seam did not answer in time.'],
} as const satisfies Record<string, readonly [status: number, message: string]>;

/** The name of an error this repository answers with. */
export type ErrorType = keyof typeof errorTypes;
