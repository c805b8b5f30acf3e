import { expect, test } from 'vitest';
import type { Container } from '../../../electron/contract/containers.ts';
import { trayPixels } from '../../../electron/shell/tray-image.ts';
import { needingCount, type TrayRow, trayRows } from '../../../electron/shell/tray-rows.ts';
import { container, snapshotOf } from '../../support/container.ts';

function asking(name: string, text: string, since = '2026-01-01T00:00:00.000Z'): Container {
  return container(name, { state: 'needs-you', since, attention: { kind: 'question', text, at: since } });
}

function labels(rows: readonly TrayRow[]): string[] {
  return rows.map(({ label }) => label);
}

test('who waits longest stands first, then who works by project, then the app itself', () => {
  const fleet = snapshotOf([
    container('docs-1', { project: { path: '/w/shop', name: 'shop' } }),
    asking('web-1', 'Which one?', '2026-01-01T00:02:00.000Z'),
    asking('api-1', 'Use PKCE?', '2026-01-01T00:01:00.000Z'),
  ]);
  const rows = trayRows(fleet);
  expect(labels(rows)).toEqual([
    '2 need you',
    'api-1 – Use PKCE?',
    'web-1 – Which one?',
    '',
    '1 running',
    '',
    'Open Maestro',
    'Inbox',
    'Doctor',
    '',
    'Quit (agents go on)',
  ]);
  expect(rows[1]?.act).toEqual({ open: expect.stringMatching(/^#\/container\/.+\/agent$/) as string });
  expect(rows[4]?.act).toMatchObject({ rows: [{ label: 'shop (1)' }] });
  expect(needingCount(fleet)).toBe(2);
});

test('a hundred that wait make a short menu, and hostile words make no keys, lines or commands', () => {
  const fleet = snapshotOf(
    Array.from({ length: 100 }, (_, index) => asking(`api-${index + 1}`, `&Quit\n\u001b]0;x\u0007${'x'.repeat(200)}`)),
  );
  const rows = trayRows(fleet);
  expect(rows.length).toBeLessThanOrEqual(15);
  expect(labels(rows)).toContain('94 more');
  // eslint-disable-next-line no-control-regex
  for (const label of labels(rows)) expect(label).not.toMatch(/[\u0000-\u001f]|(?<!&)&(?!&)/);
});

test('nobody is said to wait where nobody does, and an engine that does not answer is said', () => {
  const problem = { code: 'DOCKER_UNREACHABLE', sentence: 'No.', hints: [] };
  const { docker } = { docker: { state: 'unreachable', problem } } as never as Pick<
    Parameters<typeof trayRows>[0],
    'docker'
  >;
  expect(labels(trayRows(snapshotOf([]))).slice(0, 2)).toEqual(['Nobody needs you', '']);
  expect(labels(trayRows({ containers: {}, docker }))[0]).toBe('Docker does not answer');
});

test('the sign has a dot only where somebody waits', () => {
  const [calm, needing] = [false, true].map((needing) => trayPixels(22, { needing, light: false }));
  const ink = (pixels: Buffer = Buffer.of()): number =>
    pixels.filter((_, at) => at % 4 === 3).reduce((sum, alpha) => sum + alpha, 0);
  expect(calm).toHaveLength(22 * 22 * 4);
  expect(ink(needing)).toBeGreaterThan(ink(calm));
});

test('the sign is white on a dark bar and black on a light one, in the same shape', () => {
  const [dark, light] = [false, true].map((white) => trayPixels(22, { needing: true, light: white }));
  const channel = (pixels: Buffer | undefined, which: number): number[] =>
    Array.from({ length: 22 * 22 }, (_, at) => pixels?.[at * 4 + which] ?? -1);
  expect(channel(light, 3)).toEqual(channel(dark, 3));
  for (const colour of [0, 1, 2]) {
    expect(channel(light, colour)).toEqual(channel(light, 3));
    expect(new Set(channel(dark, colour))).toEqual(new Set([0]));
  }
});

test('who asks with choices is answered from the menu, and opening stands last and apart', () => {
  const one = asking('api-1', 'PKCE or implicit?');
  const asked = { ...one, attention: { kind: 'question', text: 'Which?', at: one.since, choices: ['PKCE', 'A & B'] } };
  const [, row] = trayRows(snapshotOf([asked as Container]));
  expect(row?.act).toEqual({
    rows: [
      { label: '1 PKCE', act: { answer: { name: one.name, text: '1', at: one.since } } },
      { label: '2 A && B', act: { answer: { name: one.name, text: '2', at: one.since } } },
      { label: '', act: null },
      { label: 'Open', act: { open: `#/container/${one.name}/agent` } },
    ],
  });
});
