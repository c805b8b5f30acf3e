import type { ReactNode, Ref } from 'react';

interface SelectFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly options: readonly { readonly value: string; readonly word: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly ref?: Ref<HTMLSelectElement>;
}

/** One of many, in a list that opens, with its label and, below it, what it means. */
export function SelectField({ label, hint, options, value, onChange, ref }: SelectFieldProps): ReactNode {
  return (
    <label className="block">
      <span className="mb-1 block text-small text-muted">{label}</span>
      <select
        ref={ref}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-7 w-full rounded-md border border-line bg-surface px-1.5"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.word}
          </option>
        ))}
      </select>
      <span className="mt-1 block text-small break-words text-muted">{hint}</span>
    </label>
  );
}
