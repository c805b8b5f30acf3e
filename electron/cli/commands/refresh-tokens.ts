import { type CredentialPlace, credentialText, type Refreshed } from '../../contract/credentials.ts';
import { fail } from '../../engine/errors.ts';
import type { Call } from '../arguments/command.ts';
import { withEngine } from '../engine.ts';
import { type Called, calledToday } from '../output/called.ts';
import { placeName } from '../output/credentials.ts';
import type { Paint } from '../output/output.ts';

/** Gives the freshest sign-in of each agent to this machine and all running containers. SIGN_IN_NEEDED when none is good. */
export async function run({ out }: Call): Promise<number> {
  const { all, called } = await withEngine(async (engine) => ({
    all: await engine.client.credentials.refresh(),
    called: await calledToday(engine),
  }));
  const now = new Date();
  if (!all.some(({ places }) => sourceOf(places) !== undefined)) throw signInNeeded(all, { now, called });
  const several = all.length > 1;
  out.result(all, () => all.map((one) => sectionOf(one, { several, now, paint: out.paint, called })).join('\n\n'));
  return all.some(({ places }) => places.some(({ outcome }) => outcome === 'failed')) ? 1 : 0;
}

function signInNeeded(all: readonly Refreshed[], { now, called }: Pick<Showing, 'now' | 'called'>): Error {
  const places = all.flatMap((one) => one.places);
  const isSome = places.some(({ state }) => state === 'expired');
  return fail('SIGN_IN_NEEDED', isSome ? 'All tokens are expired.' : 'Nobody is signed in anywhere.', {
    detail: places
      .map((place) => `${placeName(place, { host: 'Host', called })}: ${credentialText(place, now)}`)
      .join('\n'),
  });
}

function sourceOf(places: readonly CredentialPlace[]): CredentialPlace | undefined {
  return places.find(({ outcome }) => outcome === 'source');
}

interface Showing {
  readonly several: boolean;
  readonly now: Date;
  readonly paint: Paint;
  readonly called: Called;
}

/** What was found and done for one agent, in the guide's words. */
function sectionOf({ agent, places }: Refreshed, { several, now, paint, called }: Showing): string {
  const mark = (isGood: boolean): string => (isGood ? paint('✓', 'green') : paint('✗', 'red'));
  const found = places.map((place) => {
    const isThere = place.state !== 'missing' && place.state !== 'invalid';
    const text = place.problem?.sentence ?? credentialText(place, now);
    return `  ${mark(isThere)} ${placeName(place, { host: 'Host', called })}: ${text}`;
  });
  const lines = [`Scanning for credentials${several ? ` of ${agent}` : ''}...`, ...found, ''];
  const source = sourceOf(places);
  if (source === undefined)
    return [...lines, `${mark(false)} No valid token: maestro auth --agent ${agent}`].join('\n');
  const end = source.expiresAt === null ? 'never' : new Date(source.expiresAt).toString();
  lines.push(
    `${mark(true)} Found fresh token ${source.container === null ? 'on the host' : `in ${called(source.container)}`}`,
  );
  lines.push(`  Expires: ${end}`, `  Status: ${credentialText(source, now)}`);
  if (source.state === 'expiring') lines.push(`  ${paint('⚠', 'yellow')} It expires soon.`);
  return [...lines, '', 'Syncing credentials...', ...syncLines(places, { mark, called }), '', closing(places)].join(
    '\n',
  );
}

function syncLines(
  places: readonly CredentialPlace[],
  { mark, called }: { mark: (isGood: boolean) => string; called: Called },
): string[] {
  return places.flatMap((place) => {
    if (place.outcome === 'source') return [];
    const name = placeName(place, { host: 'host', called });
    if (place.outcome === 'synced') return [`  ${mark(true)} Synced to ${name}`];
    if (place.outcome === 'kept') return [`  ${mark(true)} ${name} has it already`];
    return [`  ${mark(false)} Not synced to ${name}: ${place.problem?.sentence ?? ''}`];
  });
}

function closing(places: readonly CredentialPlace[]): string {
  const count = places.filter(({ outcome }) => outcome === 'synced').length;
  const failed = places.filter(({ outcome }) => outcome === 'failed').length;
  const sentence = `Synced to ${count} location(s).`;
  return failed === 0 ? `✅ Refresh complete! ${sentence}` : `${sentence} Not to ${failed}.`;
}
