import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { Container } from './containers.ts';
import { Creation } from './creation.ts';
import { DoctorResult } from './doctor.ts';
import { Problem } from './errors.ts';
import { ImageBuild } from './images.ts';
import { MissionSummary } from './missions.ts';
import { procedure } from './procedure.ts';
import { ProjectEntry } from './projects.ts';
import { Settings } from './settings.ts';

/** The Docker engine as Maestro sees it now. */
export const DockerState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('connecting') }),
  z.object({ state: z.literal('ready'), version: z.string(), apiVersion: z.string() }),
  z.object({ state: z.literal('unreachable'), problem: Problem }),
]);
export type DockerState = z.infer<typeof DockerState>;

/** Everything that a client shows, keyed by name or id. */
export const Snapshot = z.object({
  /** Grows with every change. */
  revision: z.int().min(0),
  version: z.string(),
  /** Whether all of it is made up, for looking around. */
  demo: z.boolean(),
  docker: DockerState,
  /** False until the containers were read for the first time: the difference between empty and loading. */
  loaded: z.boolean(),
  containers: z.record(z.string(), Container),
  creations: z.record(z.string(), Creation),
  /** By root folder. */
  projects: z.record(z.string(), ProjectEntry),
  /** Of the opened projects, by `missionKey`. */
  missions: z.record(z.string(), MissionSummary),
  imageBuild: ImageBuild.nullable(),
  doctor: DoctorResult.nullable(),
  settings: Settings,
});
export type Snapshot = z.infer<typeof Snapshot>;

/** A difference: whole entries to put (null removes), and whole fields to replace. */
export const Change = z.object({
  revision: z.int().min(0),
  containers: z.record(z.string(), Container.nullable()).optional(),
  creations: z.record(z.string(), Creation.nullable()).optional(),
  projects: z.record(z.string(), ProjectEntry.nullable()).optional(),
  missions: z.record(z.string(), MissionSummary.nullable()).optional(),
  fields: Snapshot.pick({ demo: true, docker: true, loaded: true, imageBuild: true, doctor: true, settings: true })
    .partial()
    .optional(),
});
export type Change = z.infer<typeof Change>;

/** The stream starts with the whole and goes on with differences. */
export const SnapshotEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('snapshot'), snapshot: Snapshot }),
  z.object({ kind: z.literal('change'), change: Change }),
]);
export type SnapshotEvent = z.infer<typeof SnapshotEvent>;

/** The snapshot after a change. Pure; entries that did not change keep their identity. */
export function applyChange(snapshot: Snapshot, change: Change): Snapshot {
  return {
    ...snapshot,
    ...change.fields,
    revision: change.revision,
    containers: applyEntries(snapshot.containers, change.containers),
    creations: applyEntries(snapshot.creations, change.creations),
    projects: applyEntries(snapshot.projects, change.projects),
    missions: applyEntries(snapshot.missions, change.missions),
  };
}

function applyEntries<Entry>(
  entries: Record<string, Entry>,
  change: Record<string, Entry | null> | undefined,
): Record<string, Entry> {
  if (change === undefined || Object.keys(change).length === 0) return entries;
  const removed = new Set(Object.keys(change).filter((key) => change[key] === null));
  const kept = Object.entries({ ...entries, ...change }).filter(([key]) => !removed.has(key));
  return Object.fromEntries(kept) as Record<string, Entry>;
}

export const snapshot = {
  watch: procedure.output(eventIterator(SnapshotEvent)),
};
