import { type ReactNode, useState } from 'react';
import type { HandoffBlock, HandoffView } from '../../../electron/contract/handoffs.ts';
import { CopyButton } from '../../ui/Copy.tsx';
import { cx } from '../../ui/cx.ts';
import { TabBar } from '../../ui/TabBar.tsx';
import { blockLabel, blockValues, decodedText, isAnchor, tokenWords } from './select.ts';

const FORMS = [
  { name: 'decoded', word: 'Decoded' },
  { name: 'uki', word: 'UKI' },
  { name: 'paste', word: 'Paste-ready' },
  { name: 'json', word: 'JSON' },
] as const;
type Form = (typeof FORMS)[number]['name'];

/** A packet in the forms in which it is read and passed on, each to copy. */
export function Packet({ view }: { readonly view: HandoffView }): ReactNode {
  const [form, setForm] = useState<Form>('decoded');
  const texts: Readonly<Record<Form, string>> = {
    decoded: decodedText(view.blocks),
    uki: view.uki,
    paste: view.paste,
    json: JSON.stringify(view.handoff, null, 2),
  };
  const word = FORMS.find(({ name }) => name === form)?.word ?? '';
  return (
    <div className="flex flex-1 shrink-0 flex-col border-t border-line">
      <TabBar
        label="Forms of the packet"
        tabs={FORMS}
        value={form}
        onChange={setForm}
        aside={<CopyButton key={form} text={texts[form]} label={`Copy ${word}`} />}
      >
        {form === 'decoded' ? <Decoded blocks={view.blocks} /> : <Whole wrap={form !== 'json'}>{texts[form]}</Whole>}
      </TabBar>
    </div>
  );
}

function Whole({ wrap, children }: { readonly wrap: boolean; readonly children: string }): ReactNode {
  return (
    <pre
      tabIndex={0}
      aria-label="The packet"
      className={cx('focus-inset overflow-x-auto p-4 font-mono text-code', wrap && 'wrap-anywhere whitespace-pre-wrap')}
    >
      {children}
    </pre>
  );
}

function Decoded({ blocks }: { readonly blocks: readonly HandoffBlock[] }): ReactNode {
  return (
    <dl className="grid grid-cols-[minmax(6rem,9rem)_minmax(0,1fr)] gap-x-4 px-4 py-2">
      {blocks.map((block) => (
        <Field key={block.name} block={block} />
      ))}
    </dl>
  );
}

function Field({ block }: { readonly block: HandoffBlock }): ReactNode {
  const values = blockValues(block);
  return (
    <>
      <dt className="py-1 text-muted">{blockLabel(block.name)}</dt>
      <dd className="flex min-w-0 flex-wrap gap-x-1.5 gap-y-1 py-1">
        {values.length === 0 && <span className="text-muted">none</span>}
        {values.map((value, index) => (
          <Token key={`${index} ${value}`} value={value} alone={values.length === 1} />
        ))}
      </dd>
    </>
  );
}

function Token({ value, alone }: { readonly value: string; readonly alone: boolean }): ReactNode {
  if (isAnchor(value)) {
    return <code className="max-w-full rounded-sm bg-chrome px-1 font-mono text-code wrap-anywhere">{value}</code>;
  }
  return (
    <span className={cx('max-w-full break-words', !alone && 'rounded-sm bg-chrome px-1')}>{tokenWords(value)}</span>
  );
}
