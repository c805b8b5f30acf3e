import { type ReactNode, useRef, useState } from 'react';
import { useWrite } from '../../client/writes.ts';
import { maestroLine } from '../../ui/shell.ts';
import { TextArea } from '../../ui/TextArea.tsx';
import { WriteSheet } from '../../ui/WriteSheet.tsx';

interface LearnSheetProps {
  readonly project: string;
  readonly onClose: () => void;
}

/** Keeps what a session learned. */
export function LearnSheet({ project, onClose }: LearnSheetProps): ReactNode {
  const [content, setContent] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const write = useWrite(project);
  const text = content.trim();
  const keep = async (): Promise<void> => {
    const done = await write.run('The learning is kept.', (client) => client.memory.learn({ project, content: text }));
    if (done !== undefined) onClose();
  };
  return (
    <WriteSheet
      title="Add a learning"
      line={maestroLine('memory-learn', '--content', text === '' ? '…' : text)}
      verb="Keep it"
      disabled={text === ''}
      write={write}
      focus={field}
      onSubmit={() => void keep()}
      onClose={onClose}
    >
      <TextArea
        ref={field}
        label="What was learned"
        placeholder="The test database needs a reset before each run"
        value={content}
        onChange={(event) => setContent(event.target.value)}
      />
    </WriteSheet>
  );
}
