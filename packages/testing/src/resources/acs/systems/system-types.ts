type AccessMethod = 'code' | 'card' | 'mobile_key' | 'cloud_key';

/** A name in the terms of the brand, and how it is displayed. */
type BrandName = readonly [external_type: string, display_name: string];

/** What Seam documents about a type of access system. */
export interface SystemType {
  readonly display_name: string;
  /** The `external_type` of its users; absent where the schema has none. */
  readonly user?: BrandName;
  /** The `external_type` of its access groups; absent where it has no groups. */
  readonly group?: BrandName;
  /** The access methods its entrances support, each with the `external_type` of such a credential. */
  readonly credentials: { readonly [K in AccessMethod]?: BrandName | undefined };
  /** Whether a new guest credential of a reservation overrides the earlier ones. */
  readonly hasReservations?: boolean;
  /** Whether it only issues mobile keys for other access systems. */
  readonly isCredentialManager?: boolean;
  /** The type of the credential managers that issue its mobile keys. */
  readonly credentialManager?: string;
  /** Whether it generates the codes itself, so that a request cannot name one. */
  readonly generatesCodes?: boolean;
  /** How many entrances a credential with a code can open. */
  readonly entrancesPerCode?: number;
  /** Whether an ACS user has at most one credential of each access method. */
  readonly hasOneCredentialPerMethod?: boolean;
  /** Whether Seam does not find the users that others added to it. */
  readonly hidesForeignUsers?: boolean;
  /** Whether its users have to be subscribed to open anything. */
  readonly hasSubscriptions?: boolean;
}

const all = (name: BrandName | undefined) => ({
  code: name,
  card: name,
  mobile_key: name,
  cloud_key: name,
});

const visionlineCard: BrandName = ['visionline_card', 'Visionline Card'];
const vostioKey: BrandName = ['assa_abloy_vostio_key', 'Vostio Key'];
const ambianceCredential: BrandName = ['dormakaba_ambiance_credential', 'Dormakaba Ambiance Credential'];
const saltoKsCredential: BrandName = ['salto_ks_credential', 'Salto KS Credential'];
const saltoSpaceKey: BrandName = ['salto_space_key', 'Salto Space Key'];
const latchAccess: BrandName = ['latch_access', 'Latch Access'];
const akilesCredential: BrandName = ['akiles_credential', 'Akiles Credential'];

const systemTypes: Readonly<Record<string, SystemType>> = {
  pti_site: {
    display_name: 'PTI site',
    user: ['pti_user', 'PTI user'],
    group: ['pti_access_level', 'PTI access level'],
    credentials: { code: ['pti_card', 'PTI Card'], card: ['pti_card', 'PTI Card'] },
  },
  avigilon_alta_org: {
    display_name: 'Avigilon Alta organization',
    user: ['avigilon_alta_user', 'Avigilon Alta user'],
    group: ['avigilon_alta_group', 'Avigilon Alta group'],
    credentials: all(['avigilon_alta_credential', 'Avigilon Alta Credential']),
  },
  salto_ks_site: {
    display_name: 'Salto KS site',
    user: ['salto_site_user', 'Salto site user'],
    group: ['salto_ks_access_group', 'Salto KS Access Group'],
    credentials: { ...all(saltoKsCredential), card: ['salto_ks_tag', 'Salto KS Tag'] },
    generatesCodes: true,
    hasSubscriptions: true,
  },
  salto_space_system: {
    display_name: 'Salto Space system',
    user: ['salto_space_user', 'Salto Space user'],
    group: ['salto_space_group', 'Salto Space group'],
    credentials: { card: saltoSpaceKey, mobile_key: saltoSpaceKey },
    hasOneCredentialPerMethod: true,
  },
  brivo_account: {
    display_name: 'Brivo account',
    user: ['brivo_user', 'Brivo user'],
    group: ['brivo_group', 'Brivo group'],
    credentials: all(['brivo_credential', 'Brivo Credential']),
  },
  hid_credential_manager_organization: {
    display_name: 'HID credential manager organization',
    user: ['hid_credential_manager_user', 'HID credential manager user'],
    credentials: { mobile_key: ['hid_credential', 'HID Credential'] },
    isCredentialManager: true,
  },
  visionline_system: {
    display_name: 'Visionline',
    credentials: { card: visionlineCard, mobile_key: visionlineCard },
    hasReservations: true,
    credentialManager: 'assa_abloy_credential_service',
  },
  assa_abloy_credential_service: {
    display_name: 'ASSA ABLOY Credential Service',
    credentials: { mobile_key: undefined },
    isCredentialManager: true,
  },
  latch_building: {
    display_name: 'Latch building',
    user: ['latch_user', 'Latch user'],
    credentials: { code: latchAccess, mobile_key: latchAccess },
    generatesCodes: true,
    entrancesPerCode: 1,
    hidesForeignUsers: true,
  },
  dormakaba_community_site: {
    display_name: 'Dormakaba Community site',
    user: ['dormakaba_community_user', 'Dormakaba Community user'],
    group: ['dormakaba_community_access_group', 'Dormakaba Community access group'],
    credentials: { card: undefined, mobile_key: undefined },
    hasReservations: true,
  },
  dormakaba_ambiance_site: {
    display_name: 'Dormakaba Ambiance site',
    group: ['dormakaba_ambiance_access_group', 'Dormakaba Ambiance access group'],
    credentials: { card: ambianceCredential, mobile_key: ambianceCredential },
    hasReservations: true,
    credentialManager: 'legic_connect_credential_service',
  },
  legic_connect_credential_service: {
    display_name: 'LEGIC Connect Credential Service',
    credentials: { mobile_key: undefined },
    isCredentialManager: true,
  },
  assa_abloy_vostio: {
    display_name: 'ASSA ABLOY Vostio',
    credentials: { card: vostioKey, mobile_key: vostioKey },
    hasReservations: true,
    credentialManager: 'assa_abloy_vostio_credential_service',
  },
  assa_abloy_vostio_credential_service: {
    display_name: 'ASSA ABLOY Vostio Credential Service',
    credentials: { mobile_key: vostioKey },
    isCredentialManager: true,
  },
  hotek_site: {
    display_name: 'Hotek site',
    credentials: { card: ['hotek_card', 'Hotek Card'] },
  },
  kisi_organization: {
    display_name: 'Kisi organization',
    user: ['kisi_user', 'Kisi user'],
    group: ['kisi_access_group', 'Kisi access group'],
    credentials: all(['kisi_credential', 'Kisi Credential']),
  },
  akiles_organization: {
    display_name: 'Akiles organization',
    group: ['akiles_member_group', 'Akiles member group'],
    credentials: { code: akilesCredential, mobile_key: akilesCredential, cloud_key: akilesCredential },
  },
};

/** The documented types of access systems. */
export const externalTypes: readonly string[] = Object.keys(systemTypes);

const unknownType: SystemType = { display_name: 'Access system', credentials: all(undefined) };

/** What is documented about an `external_type`. About an unknown one nothing is, and it supports everything. */
export const systemTypeOf = (external_type = ''): SystemType => systemTypes[external_type] ?? unknownType;

/** Whether the entrances of a type of access system support an access method, unless one states otherwise. */
export const supportsMethod = ({ credentials }: SystemType, access_method: string): boolean =>
  Object.hasOwn(credentials, access_method);

/** `external_type` and its display name, for a row; nothing where the schema has no name. */
export const brandFields = (name: BrandName | undefined) =>
  name ? { external_type: name[0], external_type_display_name: name[1] } : {};
