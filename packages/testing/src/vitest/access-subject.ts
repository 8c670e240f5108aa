interface OfIdentity {
  /** Whose access is meant: all that is granted to the person, and to the ACS users of the person. */
  readonly user_identity_id: string;
  readonly acs_user_id?: undefined;
}

interface OfAcsUser {
  /** Whose access is meant: that of one ACS user alone. */
  readonly acs_user_id: string;
  readonly user_identity_id?: undefined;
  readonly device_id?: undefined;
}

interface ToEntrance {
  /** Which entrance is meant. */
  readonly acs_entrance_id?: string | undefined;
}

interface ToDevice {
  /** Which device is meant. */
  readonly device_id: string;
  readonly acs_entrance_id?: undefined;
}

/** Whose access to what is meant: to any door, when none is named. */
export type AccessSubject =
  | (OfIdentity & ToDevice)
  | (OfIdentity & ToEntrance & { readonly device_id?: undefined })
  | (OfAcsUser & ToEntrance);
