interface OfIdentity {
  /** A person, with the access of the person's ACS users. */
  readonly user_identity_id: string;
  readonly acs_user_id?: undefined;
  readonly access_code_id?: undefined;
}

interface OfAcsUser {
  /** One ACS user alone. */
  readonly acs_user_id: string;
  readonly user_identity_id?: undefined;
  readonly device_id?: undefined;
  readonly access_code_id?: undefined;
}

interface ToEntrance {
  /** The entrance. Default: any door. */
  readonly acs_entrance_id?: string | undefined;
}

interface ToDevice {
  /** The device. */
  readonly device_id: string;
  readonly acs_entrance_id?: undefined;
}

interface OfAccessCode {
  /** One access code, with the backup that was pulled for it. */
  readonly access_code_id: string;
  readonly user_identity_id?: undefined;
  readonly acs_user_id?: undefined;
  readonly device_id?: undefined;
  readonly acs_entrance_id?: undefined;
}

/** A person or an ACS user, and optionally one door; or an access code. */
export type AccessSubject =
  | OfAccessCode
  | (OfIdentity & ToDevice)
  | (OfIdentity & ToEntrance & { readonly device_id?: undefined })
  | (OfAcsUser & ToEntrance);
