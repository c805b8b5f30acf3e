import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  /** Where the options explain themselves: the label stays for those who listen. */
  readonly hidden?: boolean;
  readonly options: readonly { readonly value: Value; readonly word: string }[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly className?: string;
}

/** One of a few, side by side. */
export function Choice<Value extends string>({
  label,
  hidden = false,
  options,
  value,
  onChange,
  className,
}: ChoiceProps<Value>): ReactNode {
  return (
    <div className={className}>
      {!hidden && (
        <span aria-hidden className="mb-1 block text-small text-muted">
          {label}
        </span>
      )}
      <RadioGroup
        aria-label={label}
        value={value}
        onValueChange={(next) => {
          if (next !== null) onChange(next);
        }}
        className="inline-flex max-w-full flex-wrap rounded-md border border-line bg-chrome p-0.5"
      >
        {options.map((option) => (
          <Radio.Root
            key={option.value}
            value={option.value}
            nativeButton
            render={<button type="button" />}
            className={cx(
              'h-6 rounded-sm px-2 whitespace-nowrap text-muted transition-colors hover:text-ink',
              'data-checked:bg-raised data-checked:font-medium data-checked:text-ink data-checked:shadow-[0_0_0_1px_var(--color-line-strong)]',
            )}
          >
            {option.word}
          </Radio.Root>
        ))}
      </RadioGroup>
    </div>
  );
}
