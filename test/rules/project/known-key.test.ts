import { expect, test } from 'vitest';
import { isKnownKey } from '../../../electron/engine/project/config/known-key-rules.ts';

test.each([
  ['memory.enabled', true],
  ['workers.codex.env.TOKEN', true],
  ['workflowTemplates.mine.phases', true],
  ['principles.gates', true],
  ['memory.enabeld', false],
  ['defaultAgent.name', false],
  ['__proto__', false],
  ['toString', false],
])('%s is a key that Maestro knows: %s', (keyPath, known) => {
  expect(isKnownKey(keyPath)).toBe(known);
});
