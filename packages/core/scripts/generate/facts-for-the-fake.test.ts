import { describe, expect, it } from 'vitest';
import { readOperations } from './operations.ts';
import { writeAcceptedCredentials } from './write-accepted-credentials.ts';
import { writeEventTypes } from './write-event-types.ts';
import { writeParameterNames } from './write-parameter-names.ts';
import { writePropertyNames } from './write-property-names.ts';

describe('what is written for the fake', () => {
  it('names the credentials of each endpoint that customers have, and no others', () => {
    const text = writeAcceptedCredentials(readOperations());
    expect(text).toMatch(
      /'\/client_sessions\/create': \['publishable_key', 'api_key', 'pat_with_workspace', .*\],/,
    );
    expect(text).toMatch(/'\/user_identities\/delete': \[.*'console_session_with_workspace'.*\],/);
    expect(text).toMatch(/'\/workspaces\/create': \[.*'pat_without_workspace'.*\],/);
    expect(text).not.toContain('support_read_only');
  });

  it('names the event types that are documented', () => {
    const text = writeEventTypes();
    expect(text).toContain(`'lock.unlocked'`);
    expect(text).not.toContain('enrollment_automation');
  });

  it('names the properties of each resource that are documented', () => {
    const text = writePropertyNames(readOperations());
    expect(text).toMatch(/^ *Phone: \['created_at', 'custom_metadata', 'device_id'/m);
    expect(text).not.toContain('SeamEvent:');
  });

  it('names the parameters of each endpoint', () => {
    const text = writeParameterNames(readOperations());
    expect(text).toContain(`'/user_identities/revoke_access_to_device': 'device_id user_identity_id',`);
    expect(text).toContain(`'/workspaces/get': '',`);
    expect(text).toContain(`'customer_data.spaces.geolocation': 'latitude longitude',`);
    expect(text).not.toContain(`'custom_metadata':`);
  });
});
