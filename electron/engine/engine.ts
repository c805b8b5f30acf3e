import { createRouterClient, type RouterClient } from '@orpc/server';
import { creationsSettled } from './containers/creations.ts';
import { watchContainers } from './containers/reconcile.ts';
import type { Context } from './context.ts';
import { createContext, type EngineOptions } from './create-context.ts';
import { holdBridges } from './project/bridges/bridges.ts';
import { projectsOf } from './project/follow/user-projects.ts';
import { followLaunches } from './project/launches/follow.ts';
import { driveRuns } from './project/runs/drive.ts';
import { router, type Router } from './router.ts';
import { watchSettings } from './settings/settings.ts';

/** The engine in this process: its context, its procedures with an in-process client, and the end of all of it. */
export interface Engine {
  readonly context: Context;
  readonly router: Router;
  readonly client: RouterClient<Router>;
  /** Follows Docker, the containers' reports and the open projects from now on, so that the snapshot stays fresh. */
  watch(): void;
  /** Ends all of it. What was being created is undone first. */
  close(): Promise<void>;
}

/** An engine for one process. It does nothing by itself before `watch`; whoever makes it closes it. */
export function createEngine(options: EngineOptions = {}): Engine {
  const { context, closing } = createContext(options);
  let watching: Promise<unknown> = Promise.resolve();
  return {
    context,
    router,
    client: createRouterClient(router, { context }),
    watch: () => {
      watching = Promise.all([
        watchContainers(context),
        watchSettings(context),
        projectsOf(context).watch(),
        followLaunches(context),
        holdBridges(context),
        driveRuns(context),
      ]);
    },
    close: async () => {
      closing.abort();
      await Promise.all([watching, creationsSettled(context), projectsOf(context).settled()]);
    },
  };
}
