import { footerOf } from './drawing/keys-rules.ts';
import type { Line, Panel } from './drawing/panel.ts';
import { paletteItems } from './palette-rules.ts';
import { placeOf } from './place-rules.ts';
import type { Overlay, View, World } from './view.ts';

/** The box of what is asked or told. */
export function boxOf(overlay: Overlay, world: World): Panel {
  switch (overlay.kind) {
    case 'palette': {
      const items = paletteItems(world, overlay.text);
      const lines = items.length === 0 ? plain(['Nothing has these words']) : items.map(({ text }) => ({ text }));
      return { title: `Go to: ${overlay.text}▏`, lines, ...(items.length === 0 ? {} : { selected: overlay.index }) };
    }
    case 'find':
      return { title: `Find a key: ${overlay.text}▏`, lines: plain(['The list shows what has these letters.']) };
    case 'status':
      return {
        title: `${overlay.feature}: ${overlay.from} → ?`,
        lines: plain(overlay.moves),
        selected: overlay.index,
      };
    case 'confirm':
      return {
        title: 'Question',
        lines: [
          { text: overlay.question, tone: 'title' },
          ...plain([...overlay.lines, '', 'Enter does it, Esc leaves it.']),
        ],
        wraps: true,
      };
    case 'message':
      return {
        title: overlay.title,
        lines: overlay.lines.map((text, index) => ({ text, ...(index === 0 ? { tone: overlay.tone } : {}) })),
        wraps: true,
      };
    case 'edit':
      return { title: overlay.keyPath, lines: editLines(overlay, world), wraps: true };
  }
}

function editLines({ keyPath, scope, values, index, file }: Extract<Overlay, { kind: 'edit' }>, world: World): Line[] {
  const { configInspector } = world.snapshot;
  const row = Object.values(configInspector.rowsByTab)
    .flat()
    .find((candidate) => candidate.keyPath === keyPath);
  const now = scope === 'project' ? row?.projectValueText : row?.globalValueText;
  const value = values[index] ?? '';
  return [
    { text: `← ${value} →`, tone: 'selected' },
    { text: value === 'unset' ? 'The key is taken out, and the layer below counts.' : (row?.impactText ?? '') },
    { text: `in ${scope === 'project' ? configInspector.projectPath : configInspector.globalPath}, now ${now ?? ''}` },
    ...(file === undefined
      ? plain(['', 'Left and Right change it, S the file, P shows the file, Enter writes.'])
      : file.map((text): Line => ({
          text,
          ...(/^[+-]/.test(text) ? { tone: text.startsWith('+') ? 'good' : 'bad' } : {}),
        }))),
  ];
}

function plain(texts: readonly string[]): Line[] {
  return texts.map((text) => ({ text }));
}

/** The last line: what happened, else what is wrong with the files, else the keys. */
export function footerLine(view: View, { problems }: World, width: number): Line {
  if (view.said !== undefined) return view.said;
  const [problem] = problems;
  if (problem !== undefined && view.overlay === undefined) return { text: problem, tone: 'bad' };
  return { text: footerOf(placeOf(view), width - 4) };
}
