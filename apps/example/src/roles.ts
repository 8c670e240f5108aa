const roles = ['manager', 'viewer'] as const;

/** Who a session belongs to. */
export type Role = (typeof roles)[number];

/** Tells a role from whatever else was sent. */
export const isRole = (value: unknown): value is Role => roles.some((role) => role === value);
