import { build } from './install.mjs';

/** Tests that use what was built see the sources as they are. */
export async function setup() {
  if (!(await build())) throw new Error('The build failed.');
}
