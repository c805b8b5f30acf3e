import { z } from 'zod';
import { AgentKind, StartMode } from './agents.ts';
import { Limits } from './limits.ts';
import { HostPath } from './ids.ts';
import { Line, textUpTo } from './inputs.ts';
import { procedure } from './procedure.ts';

/**
 * What the desktop app asks of the system: keys as Electron names them, a start with the session. Null: nothing is asked.
 * `keys`: what stands for actions of the page instead of their own keys, see `shortcuts.ts`.
 */
export const DesktopWishes = z.object({
  shortcut: z.string().nullable(),
  openAtLogin: z.boolean().nullable(),
  keys: z.array(z.string()),
});
export type DesktopWishes = z.infer<typeof DesktopWishes>;

/** The defaults that the New container sheet shows, from `~/.maestro/config.yml`. */
export const Settings = z.object({
  prefix: z.string(),
  defaults: z.object({ agent: AgentKind, model: z.string().nullable(), startMode: StartMode, limits: Limits }),
  allowedDomains: z.array(z.string()),
  /** Folders in which containers were created, newest first. */
  recentProjects: z.array(HostPath),
  desktop: DesktopWishes,
  /** Keys of the configuration that were refused, and why. */
  problems: z.array(z.string()),
});
export type Settings = z.infer<typeof Settings>;

/** A key of `config.yml`: what it decides, what holds for it and where that comes from, and what it accepts. */
export const UserKey = z.object({
  key: z.string(),
  /** What it decides, as a sentence. */
  about: z.string(),
  kind: z.enum(['text', 'choice', 'list']),
  /** What its values are measured in, in words. */
  unit: z.string().nullable(),
  /** What it accepts, as a sentence. */
  allowed: z.string(),
  choices: z.array(z.string()),
  /** What holds, as a person types it; of a list an entry each. Empty: nothing. */
  value: z.array(z.string()),
  fallback: z.array(z.string()),
  /** `before`: what the file says now is refused, and what it said last holds on. */
  source: z.enum(['config.yml', 'before', 'default']),
  /** The line of the file that it stands on. */
  line: z.int().min(1).nullable(),
  /** Whether anything acts on it in this version. */
  acts: z.boolean(),
});
export type UserKey = z.infer<typeof UserKey>;

/** What is wrong with `config.yml`, or has no effect in it. */
export const SettingsFinding = z.object({
  /** Null: the file as a whole. */
  key: z.string().nullable(),
  line: z.int().min(1).nullable(),
  sentence: z.string(),
});
export type SettingsFinding = z.infer<typeof SettingsFinding>;

/** The user's `config.yml`: every key that Maestro knows, and what it found in the file. */
export const UserSettings = z.object({
  path: HostPath,
  exists: z.boolean(),
  keys: z.array(UserKey),
  findings: z.array(SettingsFinding),
});
export type UserSettings = z.infer<typeof UserSettings>;

/** This Maestro: its version, what it runs on, and where it keeps things. */
export const About = z.object({
  version: z.string(),
  node: z.string(),
  platform: z.string(),
  places: z.array(z.object({ what: z.string(), path: HostPath })),
});
export type About = z.infer<typeof About>;

/** A package of others whose code is in this installation. */
export const Licence = z.object({
  name: z.string(),
  version: z.string(),
  /** As its manifest calls it, such as `MIT`. */
  licence: z.string(),
  /** The licence itself; empty: the package came without one. */
  text: z.string(),
});
export type Licence = z.infer<typeof Licence>;

const KeyPath = textUpTo(200);

export const settings = {
  about: procedure.output(About),
  /** The packages of others whose code is in this installation, by name. */
  licences: procedure.output(z.array(Licence)),
  /** Every key of `config.yml`. A file that cannot be used is told in `findings`, and what held before is shown. */
  keys: procedure.output(UserSettings),
  /** Sets a key to what a person typed, as `maestro config set` does: the rest of the file stays byte for byte. CONFIG_INVALID. */
  setKey: procedure.input(z.object({ key: KeyPath, typed: Line })).output(z.void()),
  /** Takes a key out of the file, so that its default counts. */
  unsetKey: procedure.input(z.object({ key: KeyPath })).output(z.object({ removed: z.boolean() })),
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
