import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { AgentKind } from '../../../electron/contract/agents.ts';
import { Field } from '../../ui/Field.tsx';
import { edit } from './creations.ts';
import type { Draft } from './select.ts';

const WORDS: Readonly<Record<AgentKind, string>> = {
  claude: 'Claude Code',
  codex: 'Codex',
  gemini: 'Gemini',
  opencode: 'opencode',
  droid: 'Droid',
  custom: 'Your own command',
};

interface AgentEditorProps {
  readonly draft: Draft;
  readonly onDone: () => void;
}

/** Which agent works on the task. */
export function AgentEditor({ draft, onDone }: AgentEditorProps): ReactNode {
  return (
    <>
      <RadioGroup
        aria-label="Agent"
        value={draft.agent}
        onValueChange={(agent) => {
          edit({ agent: AgentKind.parse(agent) });
        }}
      >
        {AgentKind.options.map((agent) => (
          <Radio.Root
            key={agent}
            value={agent}
            nativeButton
            render={<button type="button" />}
            onClick={() => {
              if (agent === draft.agent && agent !== 'custom') onDone();
            }}
            className="focus-inset flex h-7 w-full items-center justify-between rounded-md px-2 text-left hover:bg-hover"
          >
            {WORDS[agent]}
            {agent === draft.agent && <Check aria-hidden className="size-4 text-accent" />}
          </Radio.Root>
        ))}
      </RadioGroup>
      {draft.agent === 'custom' && (
        <Field
          className="mt-2 px-1 pb-1"
          label="Command line"
          mono
          autoFocus
          value={draft.command}
          placeholder="my-agent --task {prompt}"
          hint="{prompt} stands for the task."
          onChange={(event) => {
            edit({ command: event.target.value });
          }}
        />
      )}
    </>
  );
}
