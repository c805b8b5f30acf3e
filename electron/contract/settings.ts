import { z } from 'zod';
import { AgentKind, StartMode } from './agents.ts';
import { Limits } from './limits.ts';
import { HostPath } from './ids.ts';
import { procedure } from './procedure.ts';

/** The defaults that the New container sheet shows, from `~/.maestro/config.yml`. */
export const Settings = z.object({
  prefix: z.string(),
  defaults: z.object({ agent: AgentKind, model: z.string().nullable(), startMode: StartMode, limits: Limits }),
  allowedDomains: z.array(z.string()),
  /** Folders in which containers were created, newest first. */
  recentProjects: z.array(HostPath),
  /** Keys of the configuration that were refused, and why. */
  problems: z.array(z.string()),
});
export type Settings = z.infer<typeof Settings>;

export const settings = {
  /** The folders inside a folder, for choosing a project where there is no native dialog. Hidden ones are left out. */
  folders: procedure.input(z.object({ path: z.string().max(4096) })).output(
    z.object({
      path: HostPath,
      parent: HostPath.nullable(),
      isGit: z.boolean(),
      folders: z.array(z.object({ name: z.string(), path: HostPath, isGit: z.boolean() })),
    }),
  ),
};
