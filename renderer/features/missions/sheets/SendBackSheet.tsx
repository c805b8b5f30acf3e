import { type ReactNode, useRef, useState } from 'react';
import { useWrite } from '../../../client/writes.ts';
import { TextArea } from '../../../ui/TextArea.tsx';
import { WriteSheet } from '../../../ui/WriteSheet.tsx';
import { moveFeature } from '../mission/actions.ts';
import { commands } from '../mission/command-select.ts';
import { closeDialog } from '../mission/dialogs.ts';
import type { FeatureSheetProps } from '../mission/missionParts.ts';

/** Sends a reviewed feature back to its worker; the reason goes into the next prompt. */
export function SendBackSheet({ here, feature }: FeatureSheetProps): ReactNode {
  const [text, setText] = useState('');
  const write = useWrite(here.project);
  const field = useRef<HTMLTextAreaElement>(null);
  const send = async (): Promise<void> => {
    const reason = text.trim();
    const move = { feature, status: 'pending' as const, ...(reason === '' ? {} : { retryReason: reason }) };
    const done = await write.run(`${feature} is sent back.`, moveFeature(here, move));
    if (done !== undefined) closeDialog();
  };
  return (
    <WriteSheet
      title={`Send ${feature} back`}
      line={commands.moveFeature(here.mission, feature, 'pending')}
      verb="Send back"
      write={write}
      focus={field}
      onSubmit={() => void send()}
      onClose={closeDialog}
    >
      <TextArea
        ref={field}
        label="Reason"
        placeholder="What is missing or wrong. It is kept in the retry log."
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </WriteSheet>
  );
}
