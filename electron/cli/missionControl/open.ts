import { userInfo } from 'node:os';
import { problemOf } from '../../engine/errors.ts';
import { getHandoff } from '../../engine/project/handoffs/store.ts';
import type { Size } from './drawing/panel.ts';
import type { Project } from '../../engine/project/records/project.ts';
import { explained } from '../output/handoff.ts';
import { isColoured } from '../output/output.ts';
import { preview, write } from './acts.ts';
import { openKeyboard } from './keyboard.ts';
import { openLive } from './live.ts';
import { frameWriter } from './frame-writer.ts';
import { type Outside, type Control, startControl } from './control.ts';
import { takeTerminal } from './terminal.ts';

/** Where a terminal does not tell its size. */
const USUAL: Size = { width: 80, height: 24 };

/** Mission Control on this terminal, until a person leaves it. Fails before it takes the terminal when nothing can be read. */
export async function openMissionControl(found: Project, mission?: string): Promise<void> {
  const { stdin: input, stdout: output } = process;
  // Nothing but frames may be written from here on; what the files' readers notice becomes part of them.
  const project: Project = { ...found, notice: () => undefined };
  const live = await openLive({ project, agent: userName(project), mission });
  const ansi = isColoured(output);
  const terminal = takeTerminal(output, input);
  const size = (): Size => ({ width: output.columns || USUAL.width, height: output.rows || USUAL.height });
  const solid = ansi && live.world.snapshot.configSummary.backgroundMode === 'solid';
  const frames = frameWriter({ write: terminal.write, solid });
  const control = startControl({ live, ansi, size, ...outsideOf(project) });
  const stopDrawing = drawChanges(control, frames.show);
  const resized = (): void => {
    frames.forget();
    control.resized();
  };
  output.on('resize', resized);
  const closeKeyboard = openKeyboard(input, control.press);
  try {
    await control.ended;
  } finally {
    closeKeyboard();
    output.off('resize', resized);
    stopDrawing();
    live.close();
    terminal.restore();
  }
}

/** Draws now and after every change; changes of one turn are drawn once. */
function drawChanges(control: Control, show: (frame: string) => void): () => void {
  let due: NodeJS.Immediate | undefined;
  const draw = (): void => {
    due = undefined;
    show(control.frame());
  };
  const unsubscribe = control.subscribe(() => (due ??= setImmediate(draw)));
  draw();
  return () => {
    unsubscribe();
    clearImmediate(due);
  };
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
