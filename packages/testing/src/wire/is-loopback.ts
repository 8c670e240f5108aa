/** Whether a host name or an address is a loopback one. */
export const isLoopback = (host: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|::ffff:127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);

/** Whether a `Host` header names a loopback host, with any port. */
export const isLoopbackHost = (header = ''): boolean => isLoopback(header.replace(/:\d+$/, ''));
