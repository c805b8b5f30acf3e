import { lexer, type Token, type Tokens } from 'marked';
import { Fragment, type ReactNode } from 'react';

/** A Markdown text of ours as elements; HTML in it is text. */
export function Markdown({ text }: { readonly text: string }): ReactNode {
  return <Blocks tokens={lexer(text)} />;
}

function Blocks({ tokens }: { readonly tokens: readonly Token[] }): ReactNode {
  return tokens.map((token, index) => <Block key={index} token={token} />);
}

function Block({ token }: { readonly token: Token }): ReactNode {
  switch (token.type) {
    case 'space':
      return null;
    case 'heading':
      return (
        <h3 className="mt-5 mb-2 text-title font-semibold first:mt-0">
          <Inline token={token} />
        </h3>
      );
    case 'code':
      return (
        <pre
          // Wider than its sheet at times: then the arrow keys scroll it.
          tabIndex={0}
          className="my-3 overflow-x-auto rounded-lg border border-line bg-chrome p-3 font-mono text-small"
        >
          {(token as Tokens.Code).text}
        </pre>
      );
    case 'list':
      return (
        <ul className="my-2 list-disc pl-5">
          {(token as Tokens.List).items.map((item, index) => (
            <li key={index} className="my-1">
              <Inline token={item} />
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <Table table={token as Tokens.Table} />;
    default:
      return (
        <p className="my-2">
          <Inline token={token} />
        </p>
      );
  }
}

function Table({ table }: { readonly table: Tokens.Table }): ReactNode {
  return (
    <div className="my-3 overflow-x-auto">
      <table className="w-full text-left align-top">
        <thead className="text-muted">
          <tr>
            {table.header.map((cell, column) => (
              <th key={column} className="py-1 pr-4 font-medium">
                <InlineAll tokens={cell.tokens} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index} className="border-t border-line">
              {row.map((cell, column) => (
                <td key={column} className="py-1.5 pr-4 align-top">
                  <InlineAll tokens={cell.tokens} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function InlineAll({ tokens }: { readonly tokens: readonly Token[] }): ReactNode {
  return tokens.map((token, index) => (
    <Fragment key={index}>
      <Inline token={token} />
    </Fragment>
  ));
}

function Inline({ token }: { readonly token: Token }): ReactNode {
  if (token.type === 'codespan')
    return <code className="rounded bg-chrome px-1 font-mono text-small">{(token as Tokens.Codespan).text}</code>;
  if ('tokens' in token && token.tokens !== undefined) {
    const inner = <InlineAll tokens={token.tokens} />;
    return token.type === 'em' ? <em>{inner}</em> : token.type === 'strong' ? <strong>{inner}</strong> : inner;
  }
  return 'text' in token ? String(token.text) : ' ';
}
