/** The length of the response that the text begins with; `undefined` while the response is incomplete. */
export const responseLength = (text: string): number | undefined => {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const start = end + 4;
  const head = text.slice(0, start);
  if (head.startsWith('HTTP/1.1 204')) return start;
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length !== undefined) return text.length >= start + Number(length) ? start + Number(length) : undefined;
  const last = text.indexOf('0\r\n\r\n', start);
  return last === -1 ? undefined : last + 5;
};
