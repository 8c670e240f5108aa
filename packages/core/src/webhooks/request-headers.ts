/** The headers of a request, as web-standard requests and as node have them. */
export type RequestHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
