import { z } from 'zod';

/** `locked`: what the agent itself needs. `standard`: also the configured and the container's own names. `open`: every name. */
export const Preset = z.enum(['locked', 'standard', 'open']);
export type Preset = z.infer<typeof Preset>;

/** How much a container may reach, in words. */
export const PRESET_WORDS: Readonly<Record<Preset, string>> = {
  locked: 'what its agent needs and what was added',
  standard: 'what is listed',
  open: 'every host',
};
