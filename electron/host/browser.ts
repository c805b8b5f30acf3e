import { runDetached } from '../engine/run.ts';

/** Opens an address in the user's browser; false where there is no display, or no program that opens addresses. */
export async function openBrowser(address: string): Promise<boolean> {
  const [program, ...args] = opener(process.platform, process.env) ?? [];
  if (program === undefined) return false;
  return (await runDetached(program, [...args, address])) !== undefined;
}

/** The program that opens an address; undefined where nobody would see it. */
export function opener(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] | undefined {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  const hasDisplay = (env['DISPLAY'] ?? '') !== '' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
  return hasDisplay ? ['xdg-open'] : undefined;
}
