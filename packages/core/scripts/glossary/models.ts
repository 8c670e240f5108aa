import type { ModelTexts } from './model-texts.ts';

export const models: ModelTexts = {
  AccessCode: 'A PIN code that Seam sets on the keypad of a device, always or for a time frame.',
  AccessGrant:
    'The right of a user identity to use devices, entrances and spaces for a time frame, with one or more access methods.',
  AccessGrantsBatch: 'The resources that belong to access grants, one list for each kind.',
  AccessMethod: 'One way in which an access grant opens doors: a code, a card, a mobile key or a cloud key.',
  AccessMethodsBatch: 'The resources that belong to access methods, one list for each kind.',
  AcsAccessGroup:
    'A group in an access system that gives its ACS users access to certain entrances, in some systems with a schedule.',
  AcsCredential:
    'What opens entrances in an access system: a code, a card, a mobile key or a cloud key, usually of one ACS user.',
  AcsEncoder: 'A device of an access system that writes credentials to cards and reads them.',
  AcsEntrance: 'A door, gate, elevator or other point of entry that an access system controls.',
  AcsSystem: 'An access system of a building or site, with its users, credentials, groups and entrances.',
  AcsUser: 'A user in one access system, such as a resident or employee; it can belong to a user identity.',
  ActionAttempt:
    'The state of an asynchronous action: `pending`, `success` with a result, or `error` with a type and a message.',
  ClientSession:
    'A session with a token that gives a browser or an app access to certain resources of the workspace only.',
  ConnectWebview:
    'A page on which a person logs in to a provider and so connects an account with its devices and access systems.',
  ConnectedAccount: 'An account at a provider of devices or access systems to which Seam has access.',
  CustomerPortal: 'A link to a page, hosted by Seam, on which a customer manages devices and access.',
  Device: 'A lock, thermostat, sensor, phone or other device that Seam manages.',
  DeviceProvider: 'A provider whose accounts can be connected, with the capabilities of its devices.',
  InstantKey: 'A link that gives a user identity a mobile key on a phone, without an app to install.',
  NoiseThreshold:
    'The noise level above which Seam sends an event for a noise sensor, for certain hours of the day.',
  Pagination: 'Whether more pages follow, and the cursor of the next one.',
  Phone: 'A phone of a user identity that can hold mobile keys.',
  SeamEvent:
    'Something that happened in the workspace, as webhooks and `/events/list` report it; `event_type` selects the fields.',
  Space:
    'A group of devices and entrances, such as a unit or a floor, to which access can be granted as a whole.',
  SpacesBatch: 'The resources that belong to spaces, one list for each kind.',
  ThermostatDailyProgram:
    'The climate presets of a thermostat over one day: a list of periods, each with its start.',
  ThermostatSchedule: 'A time frame in which a climate preset is active on a thermostat.',
  UnmanagedAccessCode:
    'A code on a device that was set outside Seam. Seam can read and delete it; to change it, convert it to a managed one.',
  UnmanagedAccessGrant: 'An access grant that Seam does not manage.',
  UnmanagedAccessMethod: 'An access method that Seam does not manage.',
  UnmanagedDevice:
    'A connected device that Seam does not manage: it has fewer properties and events, and cannot be controlled.',
  UnmanagedUserIdentity: 'A user identity that Seam does not manage.',
  UserIdentity:
    'A person across all devices and access systems: ACS users, access grants and phones refer to it.',
  Webhook: 'A URL to which Seam sends events, with the secret of its signatures.',
  Workspace:
    'The container of all resources, either for real devices or, as a sandbox workspace, for tests with virtual ones.',
};
