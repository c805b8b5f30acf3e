import { type ReactNode, useEffect, useState } from 'react';
import type { Answer } from '../../../client/ask.ts';
import { readAgain } from '../../../client/reads.ts';
import { write } from '../../../client/write.ts';
import { Button } from '../../../ui/Button.tsx';
import { CommandLine } from '../../../ui/CommandLine.tsx';
import { CopyButton } from '../../../ui/Copy.tsx';
import { FilePath } from '../../../ui/FilePath.tsx';
import { Output } from '../../../ui/Fold.tsx';
import { ProblemNote } from '../../../ui/Problem.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { newContainerFor } from '../../newContainer/creations.ts';
import { commands } from '../mission/command-select.ts';
import { launchChoice } from '../mission/launch-select.ts';
import { closeDialog } from '../mission/dialogs.ts';
import type { FeatureSheetProps } from '../mission/missionParts.ts';

interface Composed {
  readonly prompt: string;
  readonly path: string;
  readonly warnings: readonly string[];
}

interface PromptSheetProps extends FeatureSheetProps {
  readonly worker: string;
}

/** Composes the prompt of the feature's worker, stores it, and offers it to copy or to give to a new container. */
export function PromptSheet({ here, feature, worker }: PromptSheetProps): ReactNode {
  const [answer, setAnswer] = useState<Answer<Composed> | null>(null);
  const { project, mission } = here;
  useEffect(() => {
    let wanted = true;
    void write(
      (writer) => writer.features.prompt({ project, mission, feature }),
      () => ({ shown: 'the sheet' }),
    ).then((given) => {
      if (wanted) setAnswer(given);
      void readAgain(project);
    });
    return () => {
      wanted = false;
    };
  }, [project, mission, feature]);
  const composed = answer?.ok === true ? answer.value : null;
  return (
    <Sheet title={`Worker prompt of ${feature}`} open onClose={closeDialog} width="w-200">
      <div className="min-h-0 overflow-y-auto px-5 pb-4">
        {answer?.ok === false && <ProblemNote problem={answer.problem} className="rounded-lg bg-bad-soft p-3" />}
        {answer === null && <p className="text-muted">Composing</p>}
        {composed !== null && (
          <>
            <FilePath path={composed.path} root={project} />
            {composed.warnings.map((warning) => (
              <p key={warning} className="text-warn">
                {warning}
              </p>
            ))}
            <Output label="Prompt">{composed.prompt}</Output>
          </>
        )}
      </div>
      <footer className="flex items-center gap-2 border-t border-line px-5 py-3">
        <CommandLine line={commands.prompt(mission, feature)} className="min-w-0 flex-1" />
        {composed !== null && (
          <>
            <CopyButton text={composed.prompt} label="Copy prompt" />
            <Button
              look="primary"
              onClick={() => {
                closeDialog();
                newContainerFor({
                  project,
                  task: composed.prompt,
                  feature: { mission, feature },
                  ...launchChoice({ id: feature, workerType: worker }),
                });
              }}
            >
              Launch container…
            </Button>
          </>
        )}
      </footer>
    </Sheet>
  );
}
