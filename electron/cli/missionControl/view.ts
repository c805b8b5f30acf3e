import type { FeatureStatus } from '../../contract/features.ts';
import type { InspectorRow } from '../../contract/config.ts';
import type { Screen } from './screens.ts';
import type { ControlSnapshot } from '../../engine/project/overview/snapshot.ts';

export interface MissionName {
  readonly id: string;
  readonly title: string;
  readonly status: string;
}

/** What the files say, as it was read last. */
export interface World {
  readonly snapshot: ControlSnapshot;
  readonly missions: readonly MissionName[];
  /** What a person should know about the files: damaged ones, or why they could not be read again. */
  readonly problems: readonly string[];
  /** In whose name a handoff is taken. */
  readonly agent: string;
}

type EditKind = InspectorRow['editKind'];

export interface ConfigTarget {
  readonly scope: 'project' | 'user';
  readonly keyPath: string;
  readonly editKind: EditKind;
  /** As it is shown; `unset` removes the key. */
  readonly value: string;
}

/** Something that writes files. */
export type Writing =
  | {
      readonly kind: 'move';
      readonly mission: string;
      readonly feature: string;
      readonly from: FeatureStatus;
      readonly to: FeatureStatus;
    }
  | { readonly kind: 'dispatch'; readonly mission: string; readonly feature: string }
  | { readonly kind: 'claim'; readonly handoff: string; readonly agent: string }
  | { readonly kind: 'ingest'; readonly mission: string }
  | ({ readonly kind: 'set' } & ConfigTarget);

/** Something that leaves the screen: it writes files, reads them again, or ends the program. */
export type Act =
  | Writing
  | ({ readonly kind: 'show' } & ConfigTarget)
  | { readonly kind: 'reload' }
  | { readonly kind: 'follow'; readonly mission: string }
  | { readonly kind: 'quit' };

/** What lies over a screen and has the keys. */
export type Overlay =
  | { readonly kind: 'palette'; readonly text: string; readonly index: number }
  | { readonly kind: 'find'; readonly text: string }
  | {
      readonly kind: 'status';
      readonly mission: string;
      readonly feature: string;
      readonly from: FeatureStatus;
      readonly moves: readonly FeatureStatus[];
      readonly index: number;
    }
  | { readonly kind: 'confirm'; readonly question: string; readonly lines: readonly string[]; readonly act: Writing }
  | {
      readonly kind: 'edit';
      readonly keyPath: string;
      readonly scope: 'project' | 'user';
      readonly editKind: EditKind;
      readonly values: readonly string[];
      readonly index: number;
      /** The file as it would be, once it was asked for. */
      readonly file?: readonly string[];
    }
  | {
      readonly kind: 'message';
      readonly title: string;
      readonly lines: readonly string[];
      readonly tone: 'good' | 'bad';
    };

/** What a person looks at. */
export interface View {
  readonly screen: Screen;
  /** The chosen row of each list. */
  readonly chosen: Readonly<Record<string, string>>;
  readonly opened: boolean;
  readonly tabs: Readonly<Partial<Record<Screen, number>>>;
  readonly find: string;
  readonly overlay?: Overlay;
  /** What happened last, for the last line. */
  readonly said?: { readonly text: string; readonly tone: 'good' | 'bad' | 'busy' };
  /** Something is being written. */
  readonly busy: boolean;
}

/** A view after a key, and what is to be done besides. */
export interface Step {
  readonly view: View;
  readonly act?: Act;
}
