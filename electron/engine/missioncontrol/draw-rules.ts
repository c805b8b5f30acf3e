import { checkFrame, drawFrame, type Size } from './frame-rules.ts';
import { type Screen, SCREENS } from './names-rules.ts';
import { age, isAvailable, panelsOf, type Selection } from './screens-rules.ts';
import type { ControlSnapshot } from './snapshot.ts';

const LABELS: Readonly<Record<string, string>> = { executing: 'RUNNING' };

export interface Drawing {
  readonly screen: Screen;
  readonly size: Size;
  readonly ansi: boolean;
  readonly selection?: Selection;
}

/** A screen of Mission Control as text. */
export function drawScreen(snapshot: ControlSnapshot, { screen, size, ansi, selection }: Drawing): string {
  const { statusProgress: counts, effectiveStatus, missionOverview, gateLabel } = snapshot;
  const label = snapshot.mode === 'home' ? 'HOME' : (LABELS[effectiveStatus] ?? effectiveStatus.toUpperCase());
  return drawFrame({
    ...size,
    ansi,
    header: ['••• Mission Control', `TIME ${age(snapshot.elapsedMs)}`],
    strip: [
      [
        label,
        `${counts.completed}/${counts.total} done · ${counts.inFlight} active · ${counts.blocked} blocked · ${counts.queued} queued`,
      ],
      [missionOverview?.currentMilestone ?? screen, `Gate: ${gateLabel ?? 'clear'}`],
    ],
    panels: panelsOf(screen, snapshot, selection),
    footer: 'F features  D dependencies  H handoffs  C config  M memory  G graph  ? help  q quit',
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
