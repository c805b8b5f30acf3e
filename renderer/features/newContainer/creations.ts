import { create } from 'zustand';
import type { Creation, NewContainer } from '../../../electron/contract/creation.ts';
import { CallerId } from '../../../electron/contract/ids.ts';
import type { FeatureRef } from '../../../electron/contract/launches.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import type { Answer } from '../../client/ask.ts';
import { draftOf, keepDraft } from '../../client/drafts.ts';
import { useMaestro } from '../../client/store.ts';
import { openOverlay } from '../../client/overlay.ts';
import { type Remedy, tell } from '../../client/told.ts';
import { orSayWhy, type Seen, write } from '../../client/write.ts';
import { checkDraft, type Draft, emptyDraft, fieldOfProblem, type FieldErrors } from './select.ts';

/** The sheet: what was typed, what is wrong with it, and the forms of creations under way, so that a failed one comes back filled in. */
interface Sheet {
  readonly draft: Draft | null;
  readonly errors: FieldErrors;
  readonly problem: Problem | null;
  /** The creation that was sent and not yet accepted. */
  readonly sending: string | null;
  readonly sent: Readonly<Record<string, Draft>>;
}

const EMPTY = { draft: null, errors: {}, problem: null, sending: null } as const;

export const useSheet = create<Sheet>(() => ({ ...EMPTY, sent: {} }));

/** The task that was typed and not sent, for a page that is loaded again. */
const TYPED_TASK = 'task of a new container';
useSheet.subscribe(({ draft }, before) => {
  if (draft !== before.draft) keepDraft(TYPED_TASK, draft?.task ?? '');
});

/** Changes fields of the draft; their errors go, and with another project what is about the one before. */
export function edit(change: Partial<Draft>): void {
  useSheet.setState(({ errors }) => {
    const ofProject = change.project === undefined ? {} : { remoteHosts: {}, feature: undefined };
    const draft = { ...currentDraft(), ...ofProject, ...change };
    const { task, project, branch, agent, model, domains } = change;
    const touched = {
      task,
      project,
      branch,
      agent: agent ?? change.command,
      model,
      domains,
      limits: change.memory ?? change.cpus ?? change.pids,
    };
    const left = Object.entries(errors).filter(([field]) => touched[field as keyof FieldErrors] === undefined);
    return { draft, errors: Object.fromEntries(left), problem: null };
  });
}

/** The draft as it stands; a fresh one with the configured defaults when nothing was typed. */
export function currentDraft(): Draft {
  const { draft } = useSheet.getState();
  const settings = useMaestro.getState().snapshot?.settings;
  if (draft !== null) return draft;
  if (settings === undefined) throw new Error('The sheet opened before the first snapshot.');
  return { ...emptyDraft(settings), task: draftOf(TYPED_TASK) };
}

/**
 * Sends the draft. Answers the creation's id when the host took it on, and undefined when it was refused: then the sheet says why.
 * Progress and later failures are in the snapshot.
 */
export async function submit(): Promise<string | undefined> {
  const draft = currentDraft();
  const id = CallerId.parse(crypto.randomUUID());
  const checked = checkDraft(draft, id);
  if (!checked.ok) {
    useSheet.setState({ errors: checked.errors, problem: null });
    return undefined;
  }
  useSheet.setState(({ sent }) => ({ errors: {}, problem: null, sending: id, sent: { ...sent, [id]: draft } }));
  const end = send(checked.input, draft.feature);
  const refused = await acceptance(id, end);
  if (refused !== null) {
    refuse(refused);
    return undefined;
  }
  useSheet.setState((sheet) => (sheet.sending === id ? EMPTY : {}));
  return id;
}

function send(input: NewContainer, feature: FeatureRef | undefined): Promise<Answer<unknown>> {
  const shown = { shown: 'the row, with Cancel' };
  if (feature === undefined)
    return write(
      (writer) => writer.containers.create(input),
      () => shown,
    );
  const launched = write(
    (writer) => writer.features.launch({ ...input, ...feature }),
    ({ warnings }) =>
      warnings.length === 0 ? shown : { text: `${feature.feature} is in progress.`, final: BACK_OF_LAUNCH, warnings },
  );
  void launched.then((answer) => {
    if (!answer.ok) sayLate(input.id, answer);
  });
  return launched;
}

const BACK_OF_LAUNCH = 'Its container can be removed.';

/** What fails after a container was made is on no row of a creation. */
function sayLate(id: CallerId, answer: Answer<unknown>): void {
  if (useMaestro.getState().snapshot?.creations[id]?.state === 'done') orSayWhy(answer);
}

function refuse(problem: Problem): void {
  const field = fieldOfProblem(problem);
  const errors = field === undefined ? {} : { [field]: problem.sentence };
  useSheet.setState({ sending: null, problem: field === undefined ? problem : null, errors });
}

/**
 * Waits until a creation's first check is done, or until its call ended before that: then its form says why, and nothing
 * else has to. What fails later shows in the fleet.
 */
export async function acceptance(id: CallerId, end: Promise<Answer<unknown>>): Promise<Problem | null> {
  let stop: () => void = () => undefined;
  const accepted = new Promise<null>((resolve) => {
    const look = (): void => {
      const creation = useMaestro.getState().snapshot?.creations[id];
      if (creation?.phases.find((phase) => phase.id === 'check')?.state === 'done') resolve(null);
    };
    stop = useMaestro.subscribe(look);
    look();
  });
  const refused = await Promise.race([accepted, end.then((answer) => (answer.ok ? null : answer.problem))]);
  stop();
  if (refused !== null) void forget(id);
  return refused;
}

/** Opens the sheet with the form of a failed creation, or as much of it as the host remembers, and forgets the failure. */
export function retryCreation(creation: Creation): void {
  fillForm(creation);
  void forget(creation.id);
}

function fillForm(creation: Creation): void {
  const settings = useMaestro.getState().snapshot?.settings;
  if (settings === undefined) return;
  const { task, project, agent, branch } = creation;
  const kept = useSheet.getState().sent[creation.id];
  useSheet.setState({
    ...EMPTY,
    draft: kept ?? { ...emptyDraft(settings), task, project, agent, branch: branch ?? '' },
  });
  openOverlay({ kind: 'new' });
}

/** Says that what was typed is still there when the sheet is opened again. */
export function tellKept(): void {
  const draft = useSheet.getState().draft;
  if (draft === null || draft.task.trim() === '') return;
  tell({ text: 'What you typed is kept.', undo: bringBack('Open it again', draft) });
}

function bringBack(word: string, draft: Draft): Remedy {
  const run = (): Promise<undefined> => {
    useSheet.setState({ ...EMPTY, draft });
    openOverlay({ kind: 'new' });
    return Promise.resolve(undefined);
  };
  return { word, run };
}

/** Opens the sheet for a task that stands already, with the configured defaults for what is not given. */
export function newContainerFor(given: Pick<Draft, 'project' | 'task'> & Partial<Draft>): void {
  const settings = useMaestro.getState().snapshot?.settings;
  if (settings === undefined) return;
  const { draft } = useSheet.getState();
  if (draft !== null && draft.task.trim() !== '' && draft.task !== given.task)
    tell({ text: 'The task that you had typed is put aside.', undo: bringBack('Bring it back', draft) });
  useSheet.setState({ ...EMPTY, draft: { ...emptyDraft(settings), ...given } });
  openOverlay({ kind: 'new' });
}

/** Stops a creation, and says so; what it made so far is undone. */
export async function cancelCreation(creation: Creation): Promise<void> {
  orSayWhy(
    await write(
      (writer) => writer.containers.cancelCreate({ id: creation.id }),
      () => ({ text: 'Cancelled. What was made so far is taken away.', undo: formOf(creation) }),
    ),
  );
}

/** Takes a creation that ended off the list, and says so. */
export async function dismissCreation(creation: Creation): Promise<void> {
  orSayWhy(await forget(creation.id, { text: 'Dismissed.', undo: formOf(creation) }));
}

function formOf(creation: Creation): Remedy {
  return {
    word: 'Open its form',
    run: () => {
      fillForm(creation);
      return Promise.resolve(undefined);
    },
  };
}

function forget(id: CallerId, seen: Seen = { shown: 'its form' }): Promise<Answer<unknown>> {
  return write(
    (writer) => writer.containers.dismissCreation({ id }),
    () => seen,
  );
}

/** Takes text that was dropped or pasted as a file into the task. */
export async function takeFile(file: File): Promise<void> {
  const text = await file.text();
  const { task } = currentDraft();
  edit({ task: task.trim() === '' ? text : `${task.trimEnd()}\n\n${text}` });
}
