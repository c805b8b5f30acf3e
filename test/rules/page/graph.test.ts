import fc from 'fast-check';
import { expect, test } from 'vitest';
import { along, type Drawing, layOut } from '../../../renderer/features/missions/graph/graph-layout.ts';

/** `plan` with a, then `build` with b and c that both wait for a, and d that waits for both. */
const DIAMOND: Drawing = {
  lanes: ['plan', 'build'],
  features: [
    { id: 'a', lane: 'plan', dependsOn: [] },
    { id: 'b', lane: 'build', dependsOn: ['a'] },
    { id: 'c', lane: 'build', dependsOn: ['a'] },
    { id: 'd', lane: 'build', dependsOn: ['b', 'c'] },
  ],
};

const drawings = fc
  .array(fc.record({ lane: fc.constantFrom('p', 'q', 'r', 'lost'), dependsOn: fc.array(fc.nat(40)) }), {
    maxLength: 40,
  })
  .map((features): Drawing => ({
    lanes: ['p', 'q', 'r', 'empty'],
    features: features.map(({ lane, dependsOn }, index) => ({
      id: `f${index}`,
      lane,
      dependsOn: dependsOn.map((other) => `f${other}`),
    })),
  }));

test('milestones stand side by side in their order, and what comes first stands left', () => {
  const { nodes, lanes } = layOut(DIAMOND);
  const x = (id: string) => nodes.find((node) => node.id === id)!.x;

  expect(lanes.map(({ id }) => id)).toEqual(['plan', 'build']);
  expect(x('a')).toBeLessThan(x('b'));
  expect(x('b')).toBe(x('c'));
  expect(x('c')).toBeLessThan(x('d'));
});

test('every feature is drawn once inside its lane, and no two lie over each other, whatever depends on what', () => {
  fc.assert(
    fc.property(drawings, (drawing) => {
      const { nodes, lanes } = layOut(drawing);

      expect(nodes.map(({ id }) => id).toSorted()).toEqual(drawing.features.map(({ id }) => id).toSorted());
      for (const [index, node] of nodes.entries()) {
        const lane = lanes.find(({ id }) => id === drawing.features.find((feature) => feature.id === node.id)!.lane)!;
        expect(node.x).toBeGreaterThanOrEqual(lane.x);
        expect(node.x + node.width).toBeLessThanOrEqual(lane.x + lane.width);
        expect(node.y).toBeGreaterThanOrEqual(lane.y);
        expect(node.y + node.height).toBeLessThanOrEqual(lane.y + lane.height);
        for (const other of nodes.slice(index + 1)) {
          expect(Math.abs(node.x - other.x) >= node.width || Math.abs(node.y - other.y) >= node.height).toBe(true);
        }
      }
    }),
    { numRuns: 40 },
  );
});

test('a dependency on nothing, or on itself, is not drawn', () => {
  const { edges } = layOut({ lanes: ['m'], features: [{ id: 'a', lane: 'm', dependsOn: ['gone', 'a', 'a'] }] });

  expect(edges).toEqual([]);
});

test('arrows follow the edges, and go up and down in a column', () => {
  const drawn = layOut(DIAMOND);
  const [upper = '', lower = ''] = ['b', 'c'].toSorted(
    (one, other) => drawn.nodes.find(({ id }) => id === one)!.y - drawn.nodes.find(({ id }) => id === other)!.y,
  );

  expect(along(drawn, null, 'right')).toBe('a');
  expect(['b', 'c']).toContain(along(drawn, 'a', 'right'));
  expect(along(drawn, 'b', 'left')).toBe('a');
  expect(along(drawn, 'b', 'right')).toBe('d');
  expect(along(drawn, upper, 'down')).toBe(lower);
  expect(along(drawn, lower, 'up')).toBe(upper);
  expect(along(drawn, 'd', 'right')).toBeUndefined();
});
