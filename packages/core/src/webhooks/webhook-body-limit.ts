/** The longest body that a delivery may have, in bytes: 256 KiB. */
export const webhookBodyLimit = 262_144;
