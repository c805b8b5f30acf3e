import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Typing } from '../../../electron/engine/terminals/typing.ts';

/** A tmux in which panes take each other's place; it answers in order, and late. */
function world() {
  const taken: string[] = [];
  const open: (() => void)[] = [];
  let pane = 'first';
  const typing: Typing = new Typing({
    give: ([text = '']: readonly string[], heard) => {
      const [into, words = ''] = text.split(' ');
      const done = into === pane && words !== 'odd';
      if (done) taken.push(words);
      open.push(() => heard(done));
    },
    seek: () => look(),
  });
  function look(): void {
    const found = pane;
    open.push(() => typing.standsAt(found));
  }
  return {
    taken,
    look,
    type: (words: string) => typing.type((into) => [`${into} ${words}`]),
    replace: (name: string) => void (pane = name),
    answer: () => open.shift()?.(),
    settle: () => {
      for (let answers = 0; open.length > 0; answers += 1) {
        expect(answers).toBeLessThan(1000);
        open.shift()?.();
      }
    },
  };
}

const STEP = fc.constantFrom('type', 'replace', 'look', 'answer');

test('whatever takes its place meanwhile, all that is typed arrives once and in its order', () => {
  fc.assert(
    fc.property(fc.array(STEP, { maxLength: 60 }), (steps) => {
      const { taken, look, type, replace, answer, settle } = world();
      const typed: string[] = [];
      steps.forEach((step, at) => {
        if (step === 'type') {
          typed.push(`w${at}`);
          type(`w${at}`);
        } else if (step === 'replace') replace(`pane${at}`);
        else if (step === 'look') look();
        else answer();
      });
      look();
      settle();
      // What is typed last tells by itself that the pane is another one.
      type('last');
      settle();

      expect(taken).toEqual([...typed, 'last']);
    }),
    { numRuns: 1000 },
  );
});

test('what a pane that stands there does not take is left out, and what follows is not', () => {
  const { taken, look, type, settle } = world();
  look();
  settle();

  type('odd');
  type('even');
  settle();

  expect(taken).toEqual(['even']);
});
