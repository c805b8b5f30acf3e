import { drawScreen, renderCheck } from '../missionControl/drawing/draw.ts';
import type { Size } from '../missionControl/drawing/panel.ts';
import { findScreen, type Screen, SCREENS } from '../missionControl/screens.ts';
import { isAvailable } from '../missionControl/drawing/screens.ts';
import { type ControlSnapshot, missionControl } from '../../engine/project/overview/snapshot.ts';
import { idNamed } from '../../engine/project/records/name-rules.ts';
import type { Call } from '../arguments/command.ts';
import { isColoured } from '../output/output.ts';
import { onTerminal } from '../prompt.ts';
import { filled, given, isOn, oneOf, wrong } from '../arguments/options.ts';
import { openProject } from '../project.ts';

const LEAST: Size = { width: 40, height: 20 };
const MOST = 1_000;

/** Opens Mission Control on this terminal, or prints it: as JSON, as drawn screens, or as a check of all frames. */
export async function run(call: Call): Promise<undefined> {
  if (isOn(call, 'once')) throw wrong('--once was removed.', 'Use --preview.');
  const preview = isOn(call, 'preview');
  if (!preview && call.args.length > 0)
    throw wrong(`There is no command "mission-control ${call.args[0] ?? ''}".`, 'Use --preview SCREEN.');
  if (!preview && !isOn(call, 'render-check') && !call.out.json) return interactive(call);
  const screens = preview ? wantedScreens(call) : [];
  const snapshot = await missionControl(openProject(call), filled(call, 'mission'));
  if (isOn(call, 'render-check'))
    call.out.print(JSON.stringify(renderCheck(snapshot, sizeOf(call, snapshot)), null, 2));
  else if (preview) draw(call, snapshot, screens);
  else call.out.result(snapshot, () => '');
}

/** What takes over the terminal loads only here. */
async function interactive(call: Call): Promise<undefined> {
  if (!onTerminal()) {
    throw wrong(
      'Mission Control needs a terminal at both ends, and here is none.',
      'Without one, use --preview, --preview all, --json or --render-check.',
    );
  }
  const project = openProject(call);
  const { openMissionControl } = await import('../missionControl/open.ts');
  await openMissionControl(project, filled(call, 'mission'));
}

function wantedScreens(call: Call): Screen[] {
  const name = call.args[0] ?? 'dashboard';
  const all = name.toLowerCase() === 'all';
  const screen = findScreen(name);
  if (!all && screen === undefined)
    throw wrong(`There is no screen ${JSON.stringify(name)}.`, `Screens: ${SCREENS.join(', ')}, all.`);
  const screens = screen === undefined ? [...SCREENS] : [screen];
  const only = (flag: string, allowed: readonly Screen[]): void => {
    if (given(call, flag) === undefined) return;
    if (all || !allowed.includes(screens[0] ?? 'help'))
      throw wrong(`--${flag} needs a screen that shows one.`, `Screens: ${allowed.join(', ')}.`);
  };
  only('feature', ['dashboard', 'features', 'dependencies']);
  only('handoff', ['handoffs']);
  return screens;
}

function draw(call: Call, snapshot: ControlSnapshot, screens: readonly Screen[]): void {
  const size = sizeOf(call, snapshot);
  const ansi =
    (oneOf(call, 'format', ['plain', 'ansi'] as const) ?? (isColoured(process.stdout) ? 'ansi' : 'plain')) === 'ansi';
  const typed = given(call, 'feature');
  const feature =
    typed === undefined
      ? undefined
      : (idNamed(
          typed,
          snapshot.taskPreviews.map(({ id }) => ({ id })),
        ) ?? typed);
  const handoff = given(call, 'handoff');
  refuseUnknown(snapshot, { feature, handoff });
  const chosen = feature ?? handoff;
  const shown = screens.filter((screen) => screens.length === 1 || isAvailable(screen, snapshot));
  for (const screen of shown) {
    if (!isAvailable(screen, snapshot))
      throw wrong(`The screen ${screen} needs a mission.`, 'maestro mission create --file plan.json');
    if (shown.length > 1) call.out.print(`--- ${screen} ---`);
    call.out.print(drawScreen(snapshot, { screen, size, ansi, ...(chosen === undefined ? {} : { look: { chosen } }) }));
  }
  if (shown.length > 1) call.out.print(`${shown.length} screens`);
}

function refuseUnknown(
  snapshot: ControlSnapshot,
  { feature, handoff }: Record<'feature' | 'handoff', string | undefined>,
): void {
  if (feature !== undefined && !snapshot.taskPreviews.some(({ id }) => id === feature)) {
    throw wrong(
      `The mission has no feature ${JSON.stringify(feature)}.`,
      'maestro feature list --mission ID shows all.',
    );
  }
  if (handoff !== undefined && !snapshot.pendingHandoffs.some(({ id }) => id === handoff)) {
    throw wrong(
      `No pending handoff is ${JSON.stringify(handoff)}.`,
      'maestro handoff list --status pending shows all.',
    );
  }
}

function sizeOf(call: Call, snapshot: ControlSnapshot): Size {
  const text = given(call, 'size');
  if (text === undefined) {
    const width = Math.max(LEAST.width, Math.min(process.stdout.columns || 120, 200));
    return { width, height: Math.max(process.stdout.rows || 0, snapshot.features.length * 2 + 24, 36) };
  }
  const match = /^(\d{1,4})x(\d{1,4})$/i.exec(text);
  const [width, height] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || width < LEAST.width || height < LEAST.height || width > MOST || height > MOST) {
    throw wrong(
      `--size cannot be ${JSON.stringify(text)}.`,
      `Write WIDTHxHEIGHT, at least ${LEAST.width}x${LEAST.height}.`,
    );
  }
  return { width, height };
}
