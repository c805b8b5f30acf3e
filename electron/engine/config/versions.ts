/** The base of both images where a registry can be reached: pinned, and the same Node as the base that Maestro makes. */
export const DEFAULT_BASE_IMAGE = 'node:22.23.3-bookworm-slim';

export const NODE_VERSION = '22.23.3';
/** The npm that comes with that Node, as the default base image has it. */
export const NPM_VERSION = '10.9.9';
