import type { Screen } from './screens.ts';
import { type PaletteItem, paletteItems } from './palette-rules.ts';
import { close, goTo, targetOf } from './place-rules.ts';
import type { Overlay, Step, View, World, Writing } from './view.ts';

/** Enter: chooses what is marked, in what lies on top or on the screen. Nothing is written before a question or an edit. */
export function choose(view: View, world: World, chosen: string | undefined): Step {
  if (view.overlay !== undefined) return inOverlay(view, view.overlay, world);
  if (chosen === undefined) return { view };
  const answer = ANSWERS[view.screen];
  return { view: answer === undefined ? view : answer(view, world, chosen) };
}

/** What Enter does on a screen; nothing on most. */
const ANSWERS: Partial<Record<Screen, (view: View, world: World, chosen: string) => View>> = {
  dashboard: feature,
  features: feature,
  dependencies: feature,
  handoffs: askClaim,
  dispatch: askDispatch,
  config: edit,
};

function inOverlay(view: View, overlay: Overlay, world: World): Step {
  switch (overlay.kind) {
    case 'palette':
      return follow(view, world, paletteItems(world, overlay.text)[overlay.index]);
    case 'find':
      return { view: { ...close(view), find: overlay.text } };
    case 'status':
      return { view: askMove(view, world, overlay) };
    case 'confirm':
      return write(view, overlay.act);
    case 'edit':
      return write(view, { kind: 'set', ...targetOf(overlay) });
    case 'message':
      return { view: close(view) };
  }
}

/** The change is on its way; a second one waits for it. */
function write(view: View, act: Writing): Step {
  return { view: { ...close(view), busy: true, said: { text: 'Writing …', tone: 'busy' } }, act };
}

function follow(view: View, world: World, item: PaletteItem | undefined): Step {
  if (item === undefined) return { view };
  if ('screen' in item) return { view: goTo(view, item.screen, world) };
  return {
    view: { ...close(view), screen: 'dashboard', chosen: {}, opened: false },
    act: { kind: 'follow', mission: item.mission },
  };
}

/** The first Enter opens a feature, the next one asks what it becomes. */
function feature(view: View, { snapshot }: World, id: string): View {
  const preview = snapshot.taskPreviews.find((candidate) => candidate.id === id);
  if (preview === undefined) return view;
  if (!view.opened) return { ...view, opened: true, chosen: { ...view.chosen, features: id } };
  const { status: from, validTransitions: moves } = preview;
  if (moves.length === 0) return { ...view, said: { text: `${id} is ${from}, and that is final.`, tone: 'good' } };
  return { ...view, overlay: { kind: 'status', mission: snapshot.missionId, feature: id, from, moves, index: 0 } };
}

function askMove(view: View, { snapshot }: World, menu: Extract<Overlay, { kind: 'status' }>): View {
  const { mission, feature: id, from, moves, index } = menu;
  const to = moves[index];
  if (to === undefined) return view;
  const open = snapshot.taskPreviews.find((preview) => preview.id === id)?.blockedBy ?? [];
  const waits = to === 'pending' || to === 'blocked' ? [] : open;
  return {
    ...view,
    overlay: {
      kind: 'confirm',
      question: `Change ${id} from ${from} to ${to}?`,
      lines: [
        ...waits.map((other) => `It waits for ${other.id}, which is ${other.status}.`),
        ...(snapshot.missionStatus === 'approved' ? [`The mission ${mission} begins with it.`] : []),
      ],
      act: { kind: 'move', mission, feature: id, from, to },
    },
  };
}

function askClaim(view: View, { agent }: World, id: string): View {
  return {
    ...view,
    overlay: {
      kind: 'confirm',
      question: `Take the handoff ${id} as ${agent}?`,
      lines: ['Nobody else can take it then.', `To give it back: maestro handoff release ${id} --agent ${agent}`],
      act: { kind: 'claim', handoff: id, agent },
    },
  };
}

function askDispatch(view: View, { snapshot }: World, id: string): View {
  const next = snapshot.dispatchQueue.find(({ featureId }) => featureId === id);
  return {
    ...view,
    overlay: {
      kind: 'confirm',
      question: `Hand ${id} to ${next?.workerType ?? 'its worker'}?`,
      lines: ['Its prompt is written, and it becomes assigned.'],
      act: { kind: 'dispatch', mission: snapshot.missionId, feature: id },
    },
  };
}

function edit(view: View, { snapshot }: World, keyPath: string): View {
  const { rowsByTab, hasProjectConfig, projectPath } = snapshot.configInspector;
  const row = Object.values(rowsByTab)
    .flat()
    .find((candidate) => candidate.keyPath === keyPath);
  if (row === undefined) return view;
  if (row.options === undefined) {
    return {
      ...view,
      said: { text: `${keyPath} cannot be chosen from a list: edit it in ${projectPath}`, tone: 'good' },
    };
  }
  const values = [...row.options, 'unset'];
  return {
    ...view,
    overlay: {
      kind: 'edit',
      keyPath,
      scope: row.source === 'global' || !hasProjectConfig ? 'user' : 'project',
      editKind: row.editKind,
      values,
      index: Math.max(0, values.indexOf(row.effectiveValueText)),
    },
  };
}
