import { expect, test } from 'vitest';
import { byUrgency, type Container } from '../../../electron/contract/containers.ts';
import { shortName } from '../../../electron/engine/containers/describe.ts';
import { matchingNames } from '../../../electron/engine/containers/list.ts';

const NAMES = ['maestro-feat-a-1', 'maestro-feat-a-10', 'maestro-feat-a-b-7', 'maestro-fix-3'];

function found(wanted: string): string[] {
  return matchingNames(NAMES, wanted, 'maestro-');
}

test('a container is found by its full and by its short name', () => {
  expect(found('maestro-feat-a-1')).toEqual(['maestro-feat-a-1']);
  expect(found('feat-a-1')).toEqual(['maestro-feat-a-1']);
});

test('the number may be left out where one container alone has that name', () => {
  expect(found('fix')).toEqual(['maestro-fix-3']);
  expect(found('maestro-fix')).toEqual(['maestro-fix-3']);
});

test('siblings that differ by their number alone are all meant, longer names are not', () => {
  expect(found('feat-a')).toEqual(['maestro-feat-a-1', 'maestro-feat-a-10']);
  expect(found('feat')).toEqual([]);
  expect(found('feat-a-')).toEqual([]);
});

test('a name that is exact wins over those that continue it', () => {
  expect(matchingNames(['m-x-1', 'm-x-1-1'], 'x-1', 'm-')).toEqual(['m-x-1']);
});

test('the short name is the one without the prefix, where it has it', () => {
  expect(shortName('maestro-fix-3', 'maestro-')).toBe('fix-3');
  expect(shortName('other-fix-3', 'maestro-')).toBe('other-fix-3');
});

test('what wants attention comes first, then running, dormant and stopped ones, the newest first in each', () => {
  const container = (state: Container['state'], hour: number): Container =>
    ({ state, name: `${state}-${hour}`, createdAt: `2026-01-01T0${hour}:00:00.000Z` }) as Container;
  const all = [
    container('stopped', 9),
    container('dormant', 1),
    container('running', 1),
    container('quiet', 2),
    container('needs-you', 1),
    container('error', 3),
  ];
  const order = all.sort(byUrgency).map(({ name }) => name);
  expect(order).toEqual(['error-3', 'needs-you-1', 'quiet-2', 'running-1', 'dormant-1', 'stopped-9']);
});
