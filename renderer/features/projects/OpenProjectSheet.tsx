import { type ReactNode, useRef, useState } from 'react';
import type { Settings } from '../../../electron/contract/settings.ts';
import { ProblemNote } from '../../ui/Problem.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { ProjectPicker } from '../newContainer/ProjectPicker.tsx';
import { openProject, useProjectProblems } from './projects.ts';

interface OpenProjectSheetProps {
  readonly settings: Settings;
  readonly onClose: () => void;
}

/** Opens the project of any folder of this machine. */
export function OpenProjectSheet({ settings, onClose }: OpenProjectSheetProps): ReactNode {
  const [asked, setAsked] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const problem = useProjectProblems((problems) => (asked === null ? null : (problems[asked] ?? null)));
  const choose = async (path: string): Promise<void> => {
    setAsked(path);
    if (await openProject(path)) onClose();
  };
  return (
    <Sheet title="Open a project" open onClose={onClose} width="w-116" focus={field}>
      <div className="min-h-0 overflow-y-auto px-5 pt-1 pb-5">
        <ProjectPicker
          recents={settings.recentProjects}
          project=""
          field={field}
          onChoose={(path) => {
            void choose(path);
          }}
        />
        {problem !== null && <ProblemNote problem={problem} className="mt-3 rounded-lg bg-bad-soft p-3" />}
      </div>
    </Sheet>
  );
}
