/** The door of the console's icon. */
export const Brand = () => (
  <svg class="brand" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" />
    <path d="M10 26V8.5C10 7.7 10.7 7 11.5 7h9c.8 0 1.5.7 1.5 1.5V26M7 26h18" />
    <circle cx="18.4" cy="17" r="1.7" />
  </svg>
);
