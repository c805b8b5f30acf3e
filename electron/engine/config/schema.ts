import { z } from 'zod';
import { AgentKind, StartMode } from '../../contract/agents.ts';
import { CredentialMode } from '../../contract/credentials.ts';
import { Limits, parseSize } from '../../contract/limits.ts';
import { NoticeKind } from '../../contract/notices.ts';
import { readKeyWish } from '../../contract/shortcuts.ts';
import { DEFAULT_BASE_IMAGE } from './versions.ts';
import { problemOf } from '../errors.ts';
import { parseEntry } from './entries.ts';
import { parseDuration } from './units.ts';

const GIB = 1024 ** 3;

/** A key of `config.yml`: what it accepts, and what holds without it. */
export interface Key<Value> {
  readonly path: string;
  readonly accepts: z.ZodType<Value>;
  readonly fallback: Value;
}

const Text = z.string('Give a text.').max(4096);
const Flag = z.boolean('Give true or false.');
const OptionalText = Text.transform((text) => (text.trim() === '' ? null : text.trim())).nullable();

const Prefix = z
  .string('Give a text.')
  .regex(/^[a-z0-9][a-z0-9-]{0,29}$/, 'Use at most 30 lower-case letters, digits and dashes.');

const Memory = z.union([z.string(), z.number()], 'Give a size such as 4g or 512m.').transform((value, check) => {
  const bytes = parseSize(String(value));
  if (bytes !== undefined && Limits.shape.memoryBytes.safeParse(bytes).success) return bytes;
  check.addIssue('Give a size such as 4g or 512m, from 256m to 1t.');
  return z.NEVER;
});

const Disk = z.union([z.string(), z.number()], 'Give a size such as 32g.').transform((value, check) => {
  const bytes = parseSize(String(value));
  if (bytes !== undefined && bytes >= GIB && bytes <= 64 * 1024 * GIB) return bytes;
  check.addIssue('Give a size such as 32g, from 1g to 65536g.');
  return z.NEVER;
});

const Cpus = z.union([z.string(), z.number()], 'Give a number such as 2 or 1.5.').transform((value, check) => {
  const cpus = String(value).trim() === '' ? Number.NaN : Number(value);
  if (Limits.shape.cpus.safeParse(cpus).success) return cpus;
  check.addIssue('Give a number such as 2 or 1.5, from 0.1 to 512.');
  return z.NEVER;
});

const Pids = z.union([z.string(), z.number()], 'Give a whole number.').transform((value, check) => {
  const pids = Number(value);
  if (Limits.shape.pids.safeParse(pids).success) return pids;
  check.addIssue('Give a whole number from 64 to 65536.');
  return z.NEVER;
});

const Duration = z.union([z.string(), z.number()], 'Give a time such as 30m or 1h30m.').transform((value, check) => {
  const ms = parseDuration(String(value));
  if (ms !== undefined) return ms;
  check.addIssue('Give a time such as 30m or 1h30m.');
  return z.NEVER;
});

const Patience = Duration.refine(
  (ms) => ms >= 60_000 && ms <= 7 * 24 * 3_600_000,
  'Give a time such as 15m, from 1m to 7d.',
);

const Clock = z
  .string('Give a time such as "23:00", in quotes.')
  .regex(/^(([01]?\d|2[0-3]):[0-5]\d)?$/, 'Give a time such as "23:00", in quotes.')
  .transform((text) => (text === '' ? null : text.padStart(5, '0')))
  .nullable();

const Address = z.union([z.ipv4(), z.ipv6()], 'Give the IP address of a resolver.').nullable();
const OptionalAddress = z.union([Address, z.literal('').transform(() => null)], 'Give the IP address of a resolver.');
/** A version of an npm package, exact, so that the same configuration builds the same image. */
const Version = z
  .string('Give a version in quotes, such as "2.1.197".')
  .regex(/^\d+\.\d+\.\d+[0-9A-Za-z.+-]*$/, 'Give an exact version, such as "2.1.197".')
  .nullable();
const Names = z.array(Text.trim().min(1), 'Give a list.');

/** One entry of the allow list, as the gateway understands it. */
export const AllowedEntry = z.string('Give a host name.').transform((text, check) => {
  try {
    return parseEntry(text.trim());
  } catch (error) {
    check.addIssue(problemOf(error).sentence);
    return z.NEVER;
  }
});

/** What the older tool calls the same. */
const OLDER_KINDS: Readonly<Record<string, NoticeKind>> = {
  question: 'attention_needed',
  container_notification: 'attention_needed',
  blocker: 'attention_needed',
  tasks_completed: 'finished',
};

const NOTICE_KINDS = `Give a list of ${NoticeKind.options.join(', ')}.`;
const NoticeKinds = z
  .array(z.string(), NOTICE_KINDS)
  .transform((names) => names.map((name) => OLDER_KINDS[name] ?? name))
  .pipe(z.array(z.enum(NoticeKind.options, NOTICE_KINDS)));

const Webhook = z
  .union([
    z.literal('').transform(() => null),
    z.url({ protocol: /^https?$/, error: 'Give an address such as https://host/path.' }),
  ])
  .nullable();

/** A combination of keys as Electron names it. Without another key than Shift it would take a letter from every program. */
const KEYS_ALLOWED = 'Give keys such as Ctrl+Alt+M, with at least one of Ctrl, Alt, Cmd and Super.';
const COMBINATION =
  /^(?=.*\b(?:CmdOrCtrl|Cmd|Ctrl|Alt|Super)\+)(?:(?:CmdOrCtrl|Cmd|Ctrl|Alt|Shift|Super)\+){1,4}(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|Space)$/;
const Combination = z
  .union([z.literal('').transform(() => null), z.string(KEYS_ALLOWED).regex(COMBINATION, KEYS_ALLOWED)], KEYS_ALLOWED)
  .nullable();

const KEYS_OF_ACTIONS = 'Give a list such as ["peek o", "fleet g l"]: an action, and the keys for it.';
const KeyWishes = z.array(
  z.string(KEYS_OF_ACTIONS).transform((line, check) => {
    const wish = readKeyWish(line);
    if ('id' in wish) return line.trim();
    check.addIssue(wish.refusal);
    return z.NEVER;
  }),
  KEYS_OF_ACTIONS,
);

function key<Value>(path: string, accepts: z.ZodType<Value>, fallback: Value): Key<Value> {
  return { path, accepts, fallback };
}

const Mode = z.enum(StartMode.options, 'Use plan, yolo or ask.');

/** Who names the branches of new containers: the agent's own program, or the words of the task alone. */
export const BranchNames = z.enum(['agent', 'task'], 'Use agent or task.');
export type BranchNames = z.infer<typeof BranchNames>;

/** Every key that Maestro reads, with its default. */
export const KEYS = {
  claudeFolder: key('claude.auth_path', OptionalText, null),
  claudeFolderOld: key('claude.mcl_claude_path', OptionalText, null),
  prefix: key('containers.prefix', Prefix, 'maestro-'),
  image: key('containers.image', OptionalText, null),
  credentialMode: key('credentials.mode', CredentialMode, 'broker'),
  claudeVersion: key('containers.agents.claude', Version, null),
  codexVersion: key('containers.agents.codex', Version, null),
  geminiVersion: key('containers.agents.gemini', Version, null),
  opencodeVersion: key('containers.agents.opencode', Version, null),
  droidVersion: key('containers.agents.droid', Version, null),
  baseImage: key('containers.base_image', Text.trim().min(1, 'Give the reference of an image.'), DEFAULT_BASE_IMAGE),
  memory: key('containers.resources.memory', Memory, 4 * GIB),
  disk: key('containers.resources.disk', Disk, 32 * GIB),
  cpus: key('containers.resources.cpus', Cpus, 2),
  pids: key('containers.resources.pids', Pids, 512),
  agent: key('containers.default_agent', AgentKind, 'claude'),
  branchNames: key('containers.branch_names', BranchNames, 'agent'),
  startMode: key('claude.default_mode', Mode, 'yolo'),
  model: key('containers.default_model', OptionalText, null),
  domains: key('firewall.allowed_domains', z.array(z.unknown(), 'Give a list of host names.'), [
    'github.com',
    'api.anthropic.com',
  ] as unknown[]),
  upstreamDns: key('firewall.upstream_dns', Address, null),
  internalDns: key('firewall.internal_dns', OptionalAddress, null),
  internalDomains: key('firewall.internal_domains', Names, []),
  localNetworks: key(
    'firewall.local_networks',
    z.array(z.cidrv4('Give blocks such as 192.168.1.0/24.'), 'Give a list.'),
    [],
  ),
  encryptedHellos: key('firewall.encrypted_hellos', Names, []),
  additionalFolders: key('sync.additional_folders', Names, []),
  compress: key('sync.compress', Flag, false),
  githubEnabled: key('github.enabled', Flag, false),
  githubFolder: key('github.config_path', OptionalText, null),
  githubHost: key('github.hostname', OptionalText, null),
  gitName: key('git.user_name', OptionalText, null),
  gitEmail: key('git.user_email', OptionalText, null),
  checkInterval: key('daemon.check_interval', Duration, 30 * 60_000),
  stalledAfter: key('daemon.stalled_after', Patience, 15 * 60_000),
  showNag: key('daemon.show_nag', Flag, true),
  tokenRefresh: key('daemon.token_refresh.enabled', Flag, true),
  tokenThreshold: key('daemon.token_refresh.threshold', Duration, 6 * 3_600_000),
  notify: key('daemon.notifications.enabled', Flag, true),
  attentionThreshold: key('daemon.notifications.attention_threshold', Duration, 5 * 60_000),
  notifyOn: key(
    'daemon.notifications.notify_on',
    NoticeKinds,
    NoticeKind.options.filter((kind) => kind !== 'dormant'),
  ),
  webhook: key('daemon.notifications.webhook', Webhook, null),
  terminalNotices: key('daemon.notifications.terminal', Flag, true),
  quietStart: key('daemon.notifications.quiet_hours.start', Clock, null),
  quietEnd: key('daemon.notifications.quiet_hours.end', Clock, null),
  shortcut: key('desktop.shortcut', Combination, null),
  openAtLogin: key('desktop.open_at_login', Flag.nullable(), null),
  keys: key('desktop.keys', KeyWishes, []),
};

/** What the values of a key are measured in. Undefined: in nothing. */
export function unitOf({ accepts }: Key<unknown>): 'time' | 'size' | 'CPUs' | 'processes' | undefined {
  if (accepts === Duration || accepts === Patience) return 'time';
  if (accepts === Memory || accepts === Disk) return 'size';
  if (accepts === Cpus) return 'CPUs';
  return accepts === Pids ? 'processes' : undefined;
}

/** Keys and sections that Maestro keeps but does not act on (yet): doctor names those that somebody has set. */
export const IDLE: readonly string[] = [
  ...['claude.config_path', 'containers.default_return_to_tui'],
  ...['firewall.enabled', 'sync.compress', 'tmux', 'ssh', 'ssl', 'android', 'aws', 'bedrock'],
];

/** Keys and sections that the two documents know and that Maestro leaves to others, so that they do not count as typing errors. */
export const KEPT: readonly string[] = [
  'claude.config_path',
  'containers.default_return_to_tui',
  'daemon.update_check',
  'daemon.update_check_interval',
  'daemon.notifications.providers',
  'firewall.enabled',
  ...['tmux', 'ssh', 'ssl', 'android', 'aws', 'bedrock', 'web', 'apps', 'projects', 'contacts', 'wizard'],
  ...['defaultAgent', 'sourceRepo', 'sessionDetection', 'defaultWorkflow', 'workflowTemplates', 'execution'],
  ...['workers', 'supervision', 'parallel', 'ui', 'memory'],
];
