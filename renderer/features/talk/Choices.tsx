import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Keys } from '../../ui/Keys.tsx';

interface ChoicesProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly question: string;
  readonly choices: readonly string[];
  readonly disabled: boolean;
  readonly onChoose: (number: number) => void;
}

/** What an agent asks, and a button for each choice; their numbers are keys while one of them has the focus. */
export function Choices({ ref, question, choices, disabled, onChoose }: ChoicesProps): ReactNode {
  const press = (event: KeyboardEvent): void => {
    const number = Number(event.key);
    if (!Number.isInteger(number) || number < 1 || number > choices.length) return;
    event.preventDefault();
    event.stopPropagation();
    onChoose(number);
  };
  return (
    <div ref={ref} className="mb-2" role="group" aria-label="What it asks" onKeyDown={press}>
      <p className="mb-1.5 line-clamp-4 break-words whitespace-pre-wrap">{question}</p>
      <div className="flex flex-wrap gap-1.5">
        {choices.map((choice, index) => (
          <Button
            key={`${index} ${choice}`}
            disabled={disabled}
            className="max-w-full min-w-0 shrink"
            onClick={() => onChoose(index + 1)}
          >
            <Keys chord={String(index + 1)} />
            <span className="truncate">{choice}</span>
          </Button>
        ))}
      </div>
    </div>
  );
}
