import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ImageBuild } from '../../../electron/contract/images.ts';
import { type BuildMessage, newBuild, readMessage } from '../../../electron/engine/docker/progress.ts';

const START = newBuild('agent', 'Sending the build context', new Date(0));

const read = (...messages: BuildMessage[]): ImageBuild => messages.reduce(readMessage, START);

test('a step line is the step under way, with its number and the count', () => {
  const build = read({ stream: 'Step 3/17 : RUN apt-get update  && true' }, { stream: '\n' });

  expect(build).toMatchObject({ stepNumber: 3, stepCount: 17, step: 'RUN apt-get update  && true' });
});

test('the newest forty lines are kept', () => {
  const build = read(...Array.from({ length: 100 }, (_, line) => ({ stream: `line ${line}\n` })));

  expect(build.lines).toHaveLength(40);
  expect(build.lines.at(-1)).toBe('line 99');
});

test('colours, spinners and control characters are what a terminal would show', () => {
  const build = read({ stream: 'old\r\u001b[31mred\u001b[0m \u0007done\n' });

  expect(build.lines).toEqual(['red done']);
});

test('a pull shows what each layer reached, and not every byte', () => {
  const build = read(
    { status: 'Pulling from node', id: '22' },
    { status: 'Downloading', id: 'abc' },
    { status: 'Pull complete', id: 'abc' },
    { status: 'Status: done' },
  );

  expect(build.lines).toEqual(['22: Pulling from node', 'abc: Pull complete', 'Status: done']);
});

test('any messages leave a build that clients accept', () => {
  const message = fc.record({ stream: fc.string(), status: fc.string(), error: fc.string() }, { requiredKeys: [] });
  fc.assert(
    fc.property(fc.array(message), (messages) => {
      expect(ImageBuild.safeParse(read(...messages)).success).toBe(true);
    }),
  );
});
