import type { Notice } from '../contract/notices.ts';
import type { Notifier } from '../engine/attention/calling.ts';
import { fail, problemOf } from '../engine/errors.ts';
import { run } from '../engine/run.ts';

/** A program that shows a notice, its arguments, and what it is told by its environment. */
export interface Showing {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const SHOW_MS = 15_000;
const WEBHOOK_MS = 10_000;

const APPLE_SCRIPT = [
  'on run {heading, message}',
  'display notification message with title "Maestro" subtitle heading',
  'end run',
].join('\n');

const WINDOWS_SCRIPT = [
  '$kind = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime]',
  '$xml = $kind::GetTemplateContent([Windows.UI.Notifications.ToastTemplateType]::ToastText02)',
  '$texts = $xml.GetElementsByTagName("text")',
  '$null = $texts.Item(0).AppendChild($xml.CreateTextNode($env:MAESTRO_TITLE))',
  '$null = $texts.Item(1).AppendChild($xml.CreateTextNode($env:MAESTRO_BODY))',
  '$toast = New-Object Windows.UI.Notifications.ToastNotification $xml',
  '$kind::CreateToastNotifier("Maestro").Show($toast)',
].join('; ');

/**
 * What shows a notice on a system (pure): an agent's words reach it as arguments or environment, never as a script, and
 * without markup where the system would read some.
 */
export function showing(platform: NodeJS.Platform, { title, body }: Pick<Notice, 'title' | 'body'>): Showing {
  if (platform === 'darwin') return { program: 'osascript', args: ['-e', APPLE_SCRIPT, `• ${title}`, ` ${body}`] };
  if (platform === 'win32')
    return {
      program: 'powershell.exe',
      args: ['-NoProfile', '-NonInteractive', '-Command', WINDOWS_SCRIPT],
      env: { MAESTRO_TITLE: title, MAESTRO_BODY: body },
    };
  return { program: 'notify-send', args: ['--app-name=Maestro', '--', title, withoutMarkup(body)] };
}

/** Shows a notice in some way, and posts it to the configured address. NOTIFY_FAILED. */
export function notifier(show: (notice: Notice) => Promise<void>): Notifier {
  return (notice, { webhook }) => tellAll([show(notice), ...(webhook === null ? [] : [post(webhook, notice)])]);
}

async function tellAll(ways: readonly Promise<void>[]): Promise<void> {
  const failures = (await Promise.allSettled(ways)).flatMap((way) =>
    way.status === 'rejected' ? [way.reason as unknown] : [],
  );
  if (failures.length === 0) return;
  // Its cause would be told beside it.
  if (failures.length === 1) throw failures[0];
  throw fail('NOTIFY_FAILED', failures.map((failure) => problemOf(failure).sentence).join(' '), { cause: failures[0] });
}

/** Shows a notice by a program of the system. NOTIFY_FAILED. */
export async function showOnDesktop(notice: Notice): Promise<void> {
  const { program, args, env } = showing(process.platform, notice);
  const ran = await run(program, args, { env, timeout: SHOW_MS });
  if (ran.ok) return;
  throw fail('NOTIFY_FAILED', ran.missing ? `${program} is not installed.` : `${program} showed nothing.`, {
    detail: ran.stderr.trim(),
  });
}

async function post(address: string, notice: Notice): Promise<void> {
  const { origin } = new URL(address);
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(notice),
      redirect: 'error',
      signal: AbortSignal.timeout(WEBHOOK_MS),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw fail('NOTIFY_FAILED', `${origin} refused the notice with status ${answer.status}.`);
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException)
      throw fail('NOTIFY_FAILED', `${origin} did not take the notice.`, { cause: error });
    throw error;
  }
}

function withoutMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
