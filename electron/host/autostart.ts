import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder, writeAtomic } from '../engine/disk/atomic.ts';
import type { Paths } from '../engine/disk/paths.ts';
import { statAt } from '../engine/disk/stat.ts';
import { fail } from '../engine/errors.ts';
import { run } from '../engine/run.ts';

/** How a system starts the daemon with its user’s session: a file, and what makes the system read it. */
export interface Autostart {
  readonly file: string;
  readonly content: string;
  /** Programs with their arguments, in order; the file counts at the next sign-in where they fail. */
  readonly on: readonly (readonly [string, ...string[]])[];
  readonly off: readonly (readonly [string, ...string[]])[];
}

const UNIT = 'maestro.service';
const AGENT = 'dev.maestro.daemon';

/** The file of systemd or launchd for a user with this home (pure); undefined on other systems. */
export function autostartOf(
  platform: NodeJS.Platform,
  user: string,
  program: readonly [string, ...string[]],
): Autostart | undefined {
  if (platform === 'darwin') return launchd(user, program);
  return platform === 'linux' ? systemd(user, program) : undefined;
}

/** Whether the daemon starts with the user’s session. */
export function hasAutostart(paths: Paths): boolean {
  const autostart = autostartOf(process.platform, dirname(paths.home), ['maestro']);
  return autostart !== undefined && statAt(autostart.file) !== undefined;
}

/** Lets the daemon start with the user’s session, or no longer. Answers the file, and what went wrong beside it. DAEMON_FAILED, DISK_FULL. */
export async function setAutostart(
  paths: Paths,
  program: readonly [string, ...string[]],
  wanted: boolean,
): Promise<{ readonly file: string; readonly warning: string | null }> {
  const autostart = autostartOf(process.platform, dirname(paths.home), program);
  if (autostart === undefined)
    throw fail('DAEMON_FAILED', 'Maestro knows no way to start with a session of this system.', {
      hints: ['Let the system run at sign-in: maestro daemon start'],
    });
  if (wanted) {
    await makeFolder(dirname(autostart.file));
    await writeAtomic(autostart.file, autostart.content);
  }
  const warning = await runAll(wanted ? autostart.on : autostart.off);
  if (!wanted) await rm(autostart.file, { force: true });
  return { file: autostart.file, warning };
}

async function runAll(commands: Autostart['on']): Promise<string | null> {
  for (const [program, ...args] of commands) {
    const ran = await run(program, args);
    if (!ran.ok) return `${[program, ...args].join(' ')}: ${ran.missing ? 'not found' : ran.stderr.trim()}`;
  }
  return null;
}

function systemd(user: string, program: readonly string[]): Autostart {
  const command = [...program, 'daemon', 'run'].map(systemdWord).join(' ');
  return {
    file: join(user, '.config', 'systemd', 'user', UNIT),
    content: [
      '[Unit]',
      'Description=Maestro calls you when an agent needs you',
      '',
      '[Service]',
      `ExecStart=${command}`,
      'Restart=on-failure',
      '',
      '[Install]',
      'WantedBy=default.target',
      '',
    ].join('\n'),
    on: [
      ['systemctl', '--user', 'daemon-reload'],
      ['systemctl', '--user', 'enable', UNIT],
    ],
    off: [['systemctl', '--user', 'disable', UNIT]],
  };
}

function systemdWord(word: string): string {
  const escaped = word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%').replaceAll('$', '$$$$');
  return `"${escaped}"`;
}

function launchd(user: string, program: readonly string[]): Autostart {
  const file = join(user, 'Library', 'LaunchAgents', `${AGENT}.plist`);
  const words = [...program, 'daemon', 'run'].map((word) => `    <string>${xml(word)}</string>`);
  return {
    file,
    content: [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<plist version="1.0">',
      '<dict>',
      `  <key>Label</key><string>${AGENT}</string>`,
      '  <key>ProgramArguments</key>',
      '  <array>',
      ...words,
      '  </array>',
      '  <key>RunAtLoad</key><true/>',
      '</dict>',
      '</plist>',
      '',
    ].join('\n'),
    on: [],
    off: [['launchctl', 'bootout', `gui/${process.getuid?.() ?? 0}/${AGENT}`]],
  };
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Lets a desktop of Linux start the app with the session, or no longer. DISK_FULL, FILE_UNREADABLE. */
export async function setLoginEntry(home: string, program: string, wanted: boolean): Promise<void> {
  const folder = process.env['XDG_CONFIG_HOME'] ?? join(home, '.config');
  const file = join(folder, 'autostart', 'maestro-desktop.desktop');
  if (!wanted) return rm(file, { force: true });
  await makeFolder(dirname(file));
  await writeAtomic(file, loginEntry(program));
}

/** The entry by which a desktop of Linux starts a program with the session (pure). */
export function loginEntry(program: string): string {
  const quoted = program
    .replaceAll(/["`$\\]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%');
  return ['[Desktop Entry]', 'Type=Application', 'Name=Maestro', `Exec="${quoted}"`, 'Terminal=false', ''].join('\n');
}
