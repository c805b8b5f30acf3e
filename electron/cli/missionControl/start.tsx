import { userInfo } from 'node:os';
import { render } from 'ink';
import { problemOf } from '../../engine/errors.ts';
import { getHandoff } from '../../engine/project/handoffs/store.ts';
import type { Size } from './drawing/panel.ts';
import type { Project } from '../../engine/project/records/project.ts';
import { explained } from '../commands/handoff.ts';
import { isColoured } from '../output/output.ts';
import { App } from './App.tsx';
import { preview, write } from './acts.ts';
import { openKeyboard } from './keyboard.ts';
import { openLive } from './live.ts';
import { Paper } from './paper.ts';
import { type Outside, startSession } from './session.ts';
import { takeTerminal } from './terminal.ts';

/** Where a terminal does not tell its size. */
const USUAL: Size = { width: 80, height: 24 };

/** Mission Control on this terminal, until a person leaves it. Fails before it takes the terminal when nothing can be read. */
export async function openMissionControl(found: Project, mission?: string): Promise<void> {
  const { stdin: input, stdout: output } = process;
  // Nothing but frames may be written from here on; what the files' readers notice becomes part of them.
  const project: Project = { ...found, notice: () => undefined };
  const live = await openLive({ project, agent: userName(project), ...(mission === undefined ? {} : { mission }) });
  const ansi = isColoured(output);
  const terminal = takeTerminal(output, input);
  const size = (): Size => ({ width: output.columns || USUAL.width, height: output.rows || USUAL.height });
  const solid = ansi && live.world.snapshot.configSummary.backgroundMode === 'solid';
  const paper = new Paper({ write: terminal.write, solid, size });
  const session = startSession({ live, ansi, size, ...outsideOf(project) });
  const resized = (): void => {
    paper.forget();
    session.resized();
  };
  output.on('resize', resized);
  const closeKeyboard = openKeyboard(input, session.press);
  // `debug` hands over each frame whole, where Ink would clear the screen for one that fills it.
  const ink = render(<App session={session} />, {
    stdout: paper as unknown as NodeJS.WriteStream,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  try {
    await Promise.race([session.ended, ink.waitUntilExit()]);
  } finally {
    closeKeyboard();
    output.off('resize', resized);
    live.close();
    terminal.restore();
    ink.unmount();
  }
}

function outsideOf(project: Project): Pick<Outside, 'write' | 'preview' | 'explain'> {
  return {
    write: async (act) => {
      const notices: string[] = [];
      const done = await write({ ...project, notice: ({ sentence }) => notices.push(sentence) }, act);
      return { ...done, lines: [...done.lines, ...notices] };
    },
    preview: (target) => preview(project, target),
    explain: (id) => {
      try {
        return explained(getHandoff(project, id).content);
      } catch (error) {
        const { sentence, hints } = problemOf(error);
        return [sentence, ...hints];
      }
    },
  };
}

function userName({ env }: Project): string {
  const name = env['USER'] ?? '';
  return name === '' ? userInfo().username : name;
}
