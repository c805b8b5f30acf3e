import type { Context } from '../context.ts';
import { isProblem } from '../errors.ts';
import { wantedImages } from './wanted.ts';

/** Whether an image that containers need is not on this engine. Where Docker does not answer, nothing is known to be lacking. */
export async function lacksImages(context: Context): Promise<boolean> {
  try {
    const plan = await wantedImages(context);
    if (plan === undefined) return true;
    const found = await Promise.all([plan.gateway, plan.agent].map(({ tag }) => context.docker.findImage(tag)));
    return found.includes(undefined);
  } catch (error) {
    if (isProblem(error, 'DOCKER_UNREACHABLE') || isProblem(error, 'DOCKER_DENIED')) return false;
    throw error;
  }
}

/**
 * Ends a build's failure once the images are there, whoever made them: another process, a pull, a base of one's own.
 * A failed attempt to make again what is there already stays until it is dismissed.
 */
export async function endOvercomeFailure(context: Context): Promise<void> {
  const failed = context.state.snapshot.imageBuild;
  if (failed?.state !== 'failed' || !failed.blocks) return;
  if (await lacksImages(context)) return;
  if (context.state.snapshot.imageBuild === failed) context.state.change({ fields: { imageBuild: null } });
}

/** Takes the end of the last build off the screen; a build under way stays. */
export function dismissBuild(context: Context): void {
  if (context.state.snapshot.imageBuild?.state !== 'running') context.state.change({ fields: { imageBuild: null } });
}
