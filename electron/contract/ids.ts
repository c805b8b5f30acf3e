import { z } from 'zod';

/** Full Docker name of an agent container: prefix, branch with `-` for `/`, number. At most 63 characters, a valid hostname. */
export const ContainerName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'Use lower-case letters, digits and dashes.')
  .brand<'ContainerName'>();
export type ContainerName = z.infer<typeof ContainerName>;

/** What a user calls a container beside its name. */
export const Nick = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'Use at most 32 lower-case letters, digits and dashes.')
  .brand<'Nick'>();
export type Nick = z.infer<typeof Nick>;

/** Made by the caller, so that a call that is sent twice acts once. */
export const CallerId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/, 'Use 8 to 64 letters, digits, dashes or underscores.')
  .brand<'CallerId'>();
export type CallerId = z.infer<typeof CallerId>;

/** A moment, ISO 8601 in UTC with milliseconds. */
export const Instant = z.iso.datetime();
export type Instant = z.infer<typeof Instant>;

/** An absolute path on the host. */
export const HostPath = z.string().min(1).max(4096);
export type HostPath = z.infer<typeof HostPath>;

/** A commit or a tree, by its whole id. */
export const ObjectId = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/, 'That is no id of git.');
export type ObjectId = z.infer<typeof ObjectId>;
