/** What may happen to a call besides an answer. All of it is plain data, so that it can come from a file. */
export type Fault =
  /** Answered with an error in Seam's shape. `applied` says whether the effect took place before: by default it did not. */
  | {
      readonly kind: 'status';
      readonly status: number;
      /** Unless it is given, what Seam would say to this call with this status: `unauthorized`, `device_not_found`. */
      readonly type?: string | undefined;
      readonly message?: string | undefined;
      /** The `Retry-After` header, as it is: seconds, or a date. */
      readonly retry_after?: string | number | undefined;
      readonly applied?: boolean | undefined;
    }
  /** Answered with a page, as a proxy in between would. Default status: 502. */
  | { readonly kind: 'html'; readonly status?: number | undefined; readonly applied?: boolean | undefined }
  /** The connection breaks: before the effect, or after it, so that it is applied and the answer is lost. */
  | { readonly kind: 'reset'; readonly applied: boolean }
  /** No answer ever comes. */
  | { readonly kind: 'hang'; readonly applied: boolean }
  /** The body ends early: after so many bytes, or half of them. The effect is applied. */
  | { readonly kind: 'truncate'; readonly bytes?: number | undefined }
  /** The body comes in pieces, with so many milliseconds in all. The effect is applied. */
  | { readonly kind: 'slow_body'; readonly ms: number }
  /** The right body under another content type. The effect is applied. */
  | { readonly kind: 'content_type'; readonly value: string }
  /** The right answer, so many milliseconds late; between `ms` and `up_to`, if that is given. */
  | { readonly kind: 'latency'; readonly ms: number; readonly up_to?: number | undefined };

/** The name of a kind of fault. */
export type FaultKind = Fault['kind'];

/** What each kind of fault is, in a few words, for the journal. */
export const describeFault = (fault: Fault): string => {
  const applied = 'applied' in fault && fault.applied === true ? ', applied' : '';
  if (fault.kind === 'status') return `status ${fault.status}${applied}`;
  return `${fault.kind}${applied}`;
};
