import { create } from 'zustand';
import { type Looked, WORKSPACE } from '../../../electron/contract/files.ts';
import type { Container } from '../../../electron/contract/containers.ts';
import { type ReadState, useMachineRead } from '../../client/reads.ts';

/** An agent writes files without a word. */
const LOOK_AGAIN_MS = 15_000;

/** What is looked at in a container: a folder, and the name in it that the keys are on. */
interface FilesPlace {
  readonly folder: string;
  readonly at: string | null;
}

const START: FilesPlace = { folder: WORKSPACE, at: null };

const usePlaces = create<Readonly<Record<string, FilesPlace>>>()(() => ({}));

/** Where its user looked last, for as long as the page lives. */
export function useFilesPlace({ name }: Pick<Container, 'name'>): FilesPlace {
  return usePlaces((places) => places[name] ?? START);
}

export function lookAt({ name }: Pick<Container, 'name'>, place: FilesPlace): void {
  usePlaces.setState({ [name]: place });
}

/** What is at a path of a container, read again whenever it shows something new, and now and then. */
export function useLooked(container: Container, path: string | null): ReadState<Looked> {
  const { name, dockerId, docker, since, git } = container;
  return useMachineRead({
    key: ['files', name, dockerId, path],
    facts: [docker, since, git?.head, git?.changed].join(' '),
    read: (client) => client.files.look({ name, path: path ?? '/' }),
    enabled: path !== null && docker === 'running',
    everyMs: LOOK_AGAIN_MS,
  });
}
