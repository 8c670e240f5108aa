/** A promise, and the function that resolves it. */
export const gate = (): { readonly opened: Promise<void>; readonly open: () => void } => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
};
