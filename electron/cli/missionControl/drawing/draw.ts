import { present } from '../../../contract/present.ts';
import { checkFrame, drawFrame } from './frame.ts';
import { footerOf } from './keys-rules.ts';
import type { Look } from './list-rows-rules.ts';
import { type Screen, SCREENS } from '../screens.ts';
import type { Line, Panel, Size } from './panel.ts';
import { age, isAvailable, panelsOf } from './screens.ts';
import type { ControlSnapshot } from '../../../engine/project/overview/snapshot.ts';

const LABELS: Readonly<Record<string, string>> = { executing: 'RUNNING' };

export interface Drawing {
  readonly screen: Screen;
  readonly size: Size;
  readonly ansi: boolean;
  readonly look?: Look;
  /** The last line; the screen's keys when absent. */
  readonly footer?: Line;
  readonly box?: Panel;
}

/** A screen of Mission Control as text. */
export function drawScreen(snapshot: ControlSnapshot, { screen, size, ansi, look, footer, box }: Drawing): string {
  const { statusProgress: counts, effectiveStatus, missionOverview, gateLabel } = snapshot;
  const label = snapshot.mode === 'home' ? 'HOME' : (LABELS[effectiveStatus] ?? effectiveStatus.toUpperCase());
  const milestone = missionOverview?.currentMilestone ?? undefined;
  return drawFrame({
    ...size,
    ansi,
    header: [`••• Mission Control · ${screen}`, `TIME ${age(snapshot.elapsedMs)}`],
    strip: [
      [
        milestone === undefined ? label : `${label} ${milestone}`,
        `${counts.completed}/${counts.total} done · ${counts.inFlight} active · ${counts.blocked} blocked · ${counts.queued} queued`,
      ],
      [snapshot.mode === 'home' ? 'No mission' : snapshot.missionTitle, `Gate: ${gateLabel ?? 'clear'}`],
    ],
    panels: panelsOf(screen, snapshot, look),
    footer: footer ?? { text: footerOf(screen, size.width - 4) },
    ...present({ box }),
  });
}

/** Draws every screen and says what is wrong with it. */
export function renderCheck(snapshot: ControlSnapshot, size: Size) {
  const screens = SCREENS.map((screen) => {
    const place = { screen, size: `${size.width}x${size.height}` };
    if (!isAvailable(screen, snapshot)) return { ...place, status: 'skip' as const, warnings: [] };
    const warnings = checkFrame(drawScreen(snapshot, { screen, size, ansi: false }), size);
    return { ...place, status: warnings.length === 0 ? ('pass' as const) : ('fail' as const), warnings };
  });
  const count = (status: string): number => screens.filter((one) => one.status === status).length;
  return {
    screens,
    summary: { total: screens.length, passed: count('pass'), failed: count('fail'), skipped: count('skip') },
  };
}
