import { type ReactNode, useRef, useState } from 'react';
import type { Mission } from '../../../../electron/contract/missions.ts';
import { useWrite } from '../../../client/writes.ts';
import { Field } from '../../../ui/Field.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { WriteSheet } from '../../../ui/WriteSheet.tsx';
import { type Here, renameMission } from '../mission/actions.ts';
import { commands } from '../mission/command-select.ts';
import { closeDialog } from '../mission/dialogs.ts';

/** Changes a mission's title and description. What is left empty, or as it was, is not touched. */
export function RenameSheet({ here, mission }: { readonly here: Here; readonly mission: Mission }): ReactNode {
  const [title, setTitle] = useState(mission.title);
  const [description, setDescription] = useState(mission.description);
  const field = useRef<HTMLInputElement>(null);
  const write = useWrite(here.project);
  const renaming = {
    ...(isNew(title, mission.title) ? { title: title.trim() } : {}),
    ...(isNew(description, mission.description) ? { description: description.trim() } : {}),
  };
  const rename = async (): Promise<void> => {
    const done = await write.run('The mission is renamed.', renameMission(here, renaming));
    if (done !== undefined) closeDialog();
  };
  return (
    <WriteSheet
      title="Rename the mission"
      line={commands.renameMission(here.mission, renaming)}
      verb="Rename"
      disabled={Object.keys(renaming).length === 0}
      write={write}
      focus={field}
      onSubmit={() => void rename()}
      onClose={closeDialog}
    >
      <Field
        ref={field}
        label="Title"
        maxLength={10_000}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextArea
        label="Description"
        maxLength={1_000_000}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
      {(title.trim() === '' || description.trim() === '') && (
        <p className="text-muted">What is left empty keeps its words.</p>
      )}
    </WriteSheet>
  );
}

function isNew(text: string, before: string): boolean {
  return text.trim() !== '' && text.trim() !== before;
}
