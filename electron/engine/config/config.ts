import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { AgentKind, StartMode } from '../../contract/agents.ts';
import type { CredentialMode } from '../../contract/credentials.ts';
import type { Limits } from '../../contract/limits.ts';
import type { NoticeKind } from '../../contract/notices.ts';
import type { DesktopWishes } from '../../contract/settings.ts';
import type { Context } from '../context.ts';
import { writeAtomic } from '../disk/atomic.ts';
import { withLock } from '../disk/lock.ts';
import { isProblem, problemOf } from '../errors.ts';
import { editDocument, readDocument, valuesOf } from './document.ts';
import { goodConfig } from './last-good.ts';
import { type ConfigFinding, leafPaths, type Resolved, resolveConfig } from './rules.ts';
import type { BranchNames } from './schema.ts';

/** `~/.maestro/config.yml` with defaults filled in and units resolved. */
export interface Config {
  readonly prefix: string;
  /** An agent image of the user's own, instead of the one that Maestro builds. */
  readonly image: string | null;
  /** Reference of the base image: the configured one, else the pinned default. */
  readonly baseImage: string;
  /** Versions of the agents' command lines in the agent image. Null: the pinned Claude Code, and none of the others. */
  readonly agentVersions: Readonly<Record<'claude' | 'codex' | 'gemini' | 'opencode' | 'droid', string | null>>;
  /** How containers get their agents' sign-ins. */
  readonly credentialMode: CredentialMode;
  readonly limits: Limits;
  /** What a container may write into its own files, in bytes, where the engine can hold it to that. */
  readonly diskBytes: number;
  readonly defaultAgent: AgentKind;
  readonly defaultModel: string | null;
  /** Who names branches where nobody says how one is to be called. */
  readonly branchNames: BranchNames;
  /** How agents begin where nobody says otherwise. */
  readonly startMode: StartMode;
  readonly allowedDomains: readonly string[];
  /** Upstream resolver for gateways; null: the container's own. */
  readonly upstreamDns: string | null;
  /** A resolver for names inside a company, and the names that it answers. */
  readonly internalDns: { readonly server: string; readonly domains: readonly string[] } | null;
  /** Blocks of the user's own network whose addresses may be allowed. */
  readonly localNetworks: readonly string[];
  /** Allowed names whose TLS hellos may be encrypted. */
  readonly encryptedHellos: readonly string[];
  /** Absolute paths. */
  readonly additionalFolders: readonly string[];
  readonly gitIdentity: { readonly name: string; readonly email: string } | null;
  /** Where Claude Code's credentials for containers lie. */
  readonly claudeFolder: string;
  readonly github: { readonly enabled: boolean; readonly folder: string; readonly host: string | null };
  readonly daemon: DaemonConfig;
  readonly desktop: DesktopWishes;
  /** Refused keys, one sentence each; their defaults are used. */
  readonly problems: readonly ConfigFinding[];
  /** Keys that Maestro does not know; they are kept. */
  readonly unknown: readonly string[];
  /** Keys that are set and have no effect. */
  readonly idle: readonly string[];
}

export interface DaemonConfig {
  readonly checkIntervalMs: number;
  /** How long an agent may show nothing in the middle of a turn before it counts as stalled. */
  readonly stalledAfterMs: number;
  readonly showNag: boolean;
  readonly tokenRefresh: { readonly enabled: boolean; readonly thresholdMs: number };
  readonly notifications: {
    readonly enabled: boolean;
    readonly attentionThresholdMs: number;
    readonly notifyOn: readonly NoticeKind[];
    /** Local times, `HH:MM`. */
    readonly quietHours: { readonly start: string; readonly end: string } | null;
    /** An address that gets every notice too, as JSON. */
    readonly webhook: string | null;
    /** Whether `maestro connect` calls through the terminal that it runs on. */
    readonly terminal: boolean;
  };
}

/**
 * Reads the configuration as it is now. Of a refused key, and of a file that is not YAML at all, what was last good holds
 * on, and the problem is told with it. CONFIG_INVALID only when the file is not YAML and no good one is known.
 */
export function readConfig({ paths }: Pick<Context, 'paths'>): Config {
  const good = () => goodConfig({ paths });
  try {
    const values = valuesOf(paths.config, readDocument(paths.config));
    const read = resolveConfig(values);
    return configOf(read.problems.length === 0 ? read : resolveConfig(values, good()), paths.home);
  } catch (error) {
    const held = isProblem(error, 'CONFIG_INVALID') ? good() : undefined;
    if (held === undefined) throw error;
    const problems = [{ key: null, sentence: `${problemOf(error).sentence} What held before holds on.` }];
    return configOf({ ...resolveConfig(held), problems }, paths.home);
  }
}

/** The configuration without any file. */
export function defaultConfig({ paths }: Pick<Context, 'paths'>): Config {
  return configOf(resolveConfig({}), paths.home);
}

/** Sets one key (or removes it with `undefined`) and keeps everything else of the file, comments included. Atomic, under a lock. CONFIG_INVALID. */
export async function setConfig(
  { paths }: Pick<Context, 'paths'>,
  path: readonly string[],
  value: unknown,
): Promise<void> {
  await withLock({ folder: paths.locks, name: 'config' }, async () => {
    const { before, after } = editDocument(paths.config, path, value);
    if (after !== before) await writeAtomic(paths.config, after);
  });
}

/** What a person should know of the configuration: what was refused, what nobody knows, what has no effect, and what two files set. CONFIG_INVALID. */
export function configFindings(context: Pick<Context, 'paths'>): ConfigFinding[] {
  const about = (keys: readonly string[], words: string): ConfigFinding[] =>
    keys.map((key) => ({ key, sentence: `${key}: ${words}` }));
  const { problems, unknown, idle } = readConfig(context);
  return [
    ...problems,
    ...about(unknown, 'Maestro does not know this key and leaves it as it is.'),
    ...about(idle, 'it is kept, and has no effect in this version.'),
    ...about(keysSetTwice(context), 'config.yml and config.yaml both set it; config.yml wins.'),
  ];
}

/** Keys that both files set. */
function keysSetTwice({ paths }: Pick<Context, 'paths'>): string[] {
  const second = join(paths.home, 'config.yaml');
  const [own, other] = [paths.config, second].map((path) => leafPaths(valuesOf(path, readDocument(path))));
  return (own ?? []).filter((key) => other?.includes(key));
}

function configOf({ values, domains, problems, unknown, idle }: Resolved, home: string): Config {
  const user = dirname(home);
  const { gitName, gitEmail, internalDns } = values;
  return {
    prefix: values.prefix,
    image: values.image,
    baseImage: values.baseImage,
    agentVersions: {
      claude: values.claudeVersion,
      codex: values.codexVersion,
      gemini: values.geminiVersion,
      opencode: values.opencodeVersion,
      droid: values.droidVersion,
    },
    credentialMode: values.credentialMode,
    limits: { memoryBytes: values.memory, cpus: values.cpus, pids: values.pids },
    diskBytes: values.disk,
    defaultAgent: values.agent,
    defaultModel: values.model,
    branchNames: values.branchNames,
    startMode: values.startMode,
    allowedDomains: domains,
    upstreamDns: values.upstreamDns,
    internalDns: internalDns === null ? null : { server: internalDns, domains: values.internalDomains },
    localNetworks: values.localNetworks,
    encryptedHellos: values.encryptedHellos,
    additionalFolders: values.additionalFolders.map((folder) => expand(folder, user)),
    gitIdentity: gitName === null || gitEmail === null ? null : { name: gitName, email: gitEmail },
    claudeFolder: expand(values.claudeFolder ?? values.claudeFolderOld ?? join(home, '.claude'), user),
    github: {
      enabled: values.githubEnabled,
      folder: expand(values.githubFolder ?? join(home, 'gh'), user),
      host: values.githubHost,
    },
    daemon: daemonOf(values),
    desktop: { shortcut: values.shortcut, openAtLogin: values.openAtLogin, keys: values.keys },
    problems,
    unknown,
    idle,
  };
}

function daemonOf(values: Resolved['values']): DaemonConfig {
  const { quietStart, quietEnd } = values;
  return {
    checkIntervalMs: values.checkInterval,
    stalledAfterMs: values.stalledAfter,
    showNag: values.showNag,
    tokenRefresh: { enabled: values.tokenRefresh, thresholdMs: values.tokenThreshold },
    notifications: {
      enabled: values.notify,
      attentionThresholdMs: values.attentionThreshold,
      notifyOn: values.notifyOn,
      webhook: values.webhook,
      terminal: values.terminalNotices,
      quietHours: quietStart === null || quietEnd === null ? null : { start: quietStart, end: quietEnd },
    },
  };
}

/** An absolute path; `~` is the user's home, and so is the start of a relative one. */
function expand(path: string, user: string = homedir()): string {
  return resolve(user, path.replace(/^~(?=\/|\\|$)/, user));
}
