/** An access method as a caller asks for it. */
export interface RequestedMethod {
  readonly mode: 'code' | 'card' | 'mobile_key' | 'cloud_key';
  readonly code?: string | undefined;
  readonly instant_key_max_use_count?: number | undefined;
}
