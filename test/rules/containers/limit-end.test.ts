import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limitEnd } from '../../../electron/engine/containers/limit-end.ts';

const AT = '2026-11-29T08:35:22.000Z';

test.each([
  ['You’ve hit your session limit · resets 10:35am (UTC)', '2026-11-29T10:35:00.000Z'],
  ['You’ve hit your session limit · resets 3pm (Europe/Berlin) · progress saved', '2026-11-29T14:00:00.000Z'],
  ['5-hour limit reached ∙ resets 3am', '2026-11-30T03:00:00.000Z'],
  ['resets 12am (UTC)', '2026-11-30T00:00:00.000Z'],
  ['resets 12:30pm (UTC)', '2026-11-29T12:30:00.000Z'],
  ['Claude usage limit reached. Your limit will reset at 3pm (America/New_York).', '2026-11-29T20:00:00.000Z'],
  ['You’ve hit your weekly limit · resets Dec 1, 3:30pm (UTC)', '2026-12-01T15:30:00.000Z'],
  ['You’ve hit your weekly limit · resets Jan 2, 2027, 9am (Asia/Kolkata)', '2027-01-02T03:30:00.000Z'],
  ['You’ve hit your Opus limit · resets Jan 2, 9am (UTC)', '2027-01-02T09:00:00.000Z'],
  // Its seconds were left out, so that it has just passed.
  ['resets 8:35am (UTC)', '2026-11-29T08:35:00.000Z'],
  ['Claude AI usage limit reached|1795950000', '2026-11-29T11:00:00.000Z'],
])('%s', (text, end) => {
  expect(limitEnd({ text, at: AT })).toBe(end);
});

test.each([
  null,
  '',
  'You’ve hit your monthly spend limit.',
  'resets 3pm (Mars/Olympus)',
  'resets 13pm (UTC)',
  'resets 3:75pm (UTC)',
  'resets Foo 1, 3pm (UTC)',
  'resets Jan 2, 9999, 3pm (UTC)',
  'limit reached|99999999999',
  'it resets soon',
])('%s says no end', (text) => {
  expect(limitEnd({ text, at: AT })).toBeNull();
});

const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Chatham');

test('a time of the day within a day is read back in every zone', () => {
  const moments = fc.integer({ min: Date.UTC(2026, 0, 10) / 60_000, max: Date.UTC(2026, 11, 20) / 60_000 });
  fc.assert(
    fc.property(zones, moments, fc.integer({ min: 1, max: 22 * 60 }), (timeZone, from, inMinutes) => {
      const end = new Date((from + inMinutes) * 60_000);
      const text = end.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit', hour12: true, timeZone });
      const found = limitEnd({
        text: `limit · resets ${text.replace(/\s/, '').toLowerCase()} (${timeZone})`,
        at: new Date(from * 60_000).toISOString(),
      });
      // When the clocks are put back, an hour of the wall comes twice.
      expect(Math.abs(Date.parse(found ?? '') - end.getTime()) % (24 * 3_600_000)).toBeLessThanOrEqual(3_600_000);
    }),
  );
});

test('whatever is said, an end is a moment within a year of it, or none', () => {
  const words = fc.array(
    fc.oneof(
      fc.string(),
      fc.constantFrom('resets', 'at', 'Dec', '31,', '12', ':30', 'pm', '(UTC)', 'reached|1795950000', '99'),
    ),
  );
  fc.assert(
    fc.property(words, (parts) => {
      const end = limitEnd({ text: parts.join(' '), at: AT });
      if (end !== null) expect(Math.abs(Date.parse(end) - Date.parse(AT))).toBeLessThanOrEqual(366 * 86_400_000);
    }),
  );
});
