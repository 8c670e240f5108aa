/** What a scan can find on an encoder. */
type ScanScenario =
  | 'credential_exists_on_seam'
  | 'credential_on_encoder_needs_update'
  | 'credential_does_not_exist_on_seam'
  | 'credential_on_encoder_is_empty';

/** What the next scan and the next encoding on an encoder shall meet, each used up by it. */
export interface EncoderPlan {
  readonly next_encode?:
    | {
        readonly error_code?: string | undefined;
        /** Only an encoding of this credential is meant. */
        readonly acs_credential_id?: string | undefined;
      }
    | undefined;
  readonly next_scan?:
    | {
        readonly error_code?: string | undefined;
        readonly scenario?: ScanScenario | undefined;
        readonly acs_credential_id?: string | undefined;
      }
    | undefined;
}
