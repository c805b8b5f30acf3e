import { type ReactNode, useRef, useState } from 'react';
import type { Proposal } from '../../../electron/contract/proposals.ts';
import { useWrite } from '../../client/writes.ts';
import { maestroLine } from '../../ui/shell.ts';
import { TextArea } from '../../ui/TextArea.tsx';
import { WriteSheet } from '../../ui/WriteSheet.tsx';

interface LearnSheetProps {
  readonly project: string;
  /** It is taken; unset: the learning is its user's own. */
  readonly proposal?: Proposal;
  readonly onClose: () => void;
}

/** Keeps what a session learned. */
export function LearnSheet({ project, proposal, onClose }: LearnSheetProps): ReactNode {
  const [content, setContent] = useState(proposal?.text ?? '');
  const field = useRef<HTMLTextAreaElement>(null);
  const write = useWrite(project);
  const text = content.trim();
  const keep = async (): Promise<void> => {
    const done = await write.run('The learning is kept.', async (client) =>
      proposal === undefined
        ? await client.memory.learn({ project, content: text })
        : await client.proposals.take({ project, id: proposal.id, text }),
    );
    if (done !== undefined) onClose();
  };
  return (
    <WriteSheet
      title={proposal === undefined ? 'Add a learning' : 'Take a proposed learning'}
      line={
        proposal === undefined
          ? maestroLine('memory-learn', '--content', text === '' ? '…' : text)
          : maestroLine('memory-take', proposal.id, '--text', text === '' ? '…' : text)
      }
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
