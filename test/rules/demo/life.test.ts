import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Container } from '../../../electron/contract/containers.ts';
import { Snapshot } from '../../../electron/contract/snapshot.ts';
import { demoSnapshot } from '../../../electron/demo/fleet.ts';
import { oneTurn } from '../../../electron/demo/life.ts';

const FLEET = demoSnapshot({ now: Date.now() });

test('the made-up snapshot is one of the contract, and says what it is', () => {
  expect(Snapshot.parse(FLEET).demo).toBe(true);
});

test('made-up agents work on for as long as one looks: some ask, some end, and never all of them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), (turns) => {
      let containers = FLEET.containers;
      for (let number = 1; number <= turns; number += 1) {
        const moved = oneTurn(containers, { number, at: new Date().toISOString() });
        for (const [name, one] of Object.entries(moved)) {
          expect(Object.hasOwn(containers, name)).toBe(true);
          Container.parse(one);
        }
        containers = { ...containers, ...moved };
      }
      const states = Object.values(containers).map(({ state }) => state);
      expect(states.filter((state) => state === 'needs-you').length).toBeLessThanOrEqual(5);
      expect(states.filter((state) => state === 'running').length).toBeGreaterThanOrEqual(4);
      expect(states).not.toContain('starting');
    }),
    { numRuns: 20 },
  );
});

test('where no agent runs, nothing changes', () => {
  expect(oneTurn({}, { number: 15, at: new Date().toISOString() })).toEqual({});
});
