/** What may happen to a delivery on its way. */
export type WebhookFault =
  /** Nothing arrives; the sender takes it for a failure and tries again later. */
  | { readonly kind: 'drop' }
  /** Nothing arrives, ever: for what a back-fill has to find. */
  | { readonly kind: 'lose' }
  /** It arrives twice, with the same id. */
  | { readonly kind: 'duplicate' }
  /** It arrives after everything else that is due. */
  | { readonly kind: 'reorder' }
  /** It arrives so many milliseconds after it was signed. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** It is signed with the secret before the last rotation, or with a stranger's when there was none. */
  | { readonly kind: 'old_secret' }
  /** The body is not what was signed. */
  | { readonly kind: 'tamper' };
