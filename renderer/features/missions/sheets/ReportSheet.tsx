import { type ReactNode, useRef, useState } from 'react';
import { useWrite } from '../../../client/writes.ts';
import { TextArea } from '../../../ui/TextArea.tsx';
import { WriteSheet } from '../../../ui/WriteSheet.tsx';
import { saveReport } from '../mission/actions.ts';
import { commands } from '../mission/command-select.ts';
import { closeDialog } from '../mission/dialogs.ts';
import type { FeatureSheetProps } from '../mission/missionParts.ts';

/** Stores what a worker reports: a few words, or the whole report as JSON. */
export function ReportSheet({ here, feature }: FeatureSheetProps): ReactNode {
  const [text, setText] = useState('');
  const write = useWrite(here.project);
  const field = useRef<HTMLTextAreaElement>(null);
  const save = async (): Promise<void> => {
    const done = await write.run(`The report of ${feature} is saved.`, saveReport(here, { feature, text }));
    if (done !== undefined) closeDialog();
  };
  return (
    <WriteSheet
      title={`Report of ${feature}`}
      line={commands.report(here.mission, feature)}
      verb="Save report"
      disabled={text.trim() === ''}
      width="w-180"
      write={write}
      focus={field}
      onSubmit={() => void save()}
      onClose={closeDialog}
    >
      <TextArea
        ref={field}
        label="A short text, or the report as JSON"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </WriteSheet>
  );
}
