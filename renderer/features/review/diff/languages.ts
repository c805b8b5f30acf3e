import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import dart from 'highlight.js/lib/languages/dart';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import elixir from 'highlight.js/lib/languages/elixir';
import go from 'highlight.js/lib/languages/go';
import graphql from 'highlight.js/lib/languages/graphql';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import lua from 'highlight.js/lib/languages/lua';
import makefile from 'highlight.js/lib/languages/makefile';
import markdown from 'highlight.js/lib/languages/markdown';
import php from 'highlight.js/lib/languages/php';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import scala from 'highlight.js/lib/languages/scala';
import scss from 'highlight.js/lib/languages/scss';
import sql from 'highlight.js/lib/languages/sql';
import swift from 'highlight.js/lib/languages/swift';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import { createLowlight } from 'lowlight';
import type { Language } from './language-select.ts';
import type { TokenKind } from './token-select.ts';

/*
 * This file and its packages load with the first difference that has a language, after its lines are on screen.
 */
const GRAMMARS = {
  ...{ bash, c, cpp, csharp, css, dart, dockerfile, elixir, go, graphql, ini, java, javascript, json, kotlin },
  ...{ lua, makefile, markdown, php, python, ruby, rust, scala, scss, sql, swift, typescript, xml, yaml },
} satisfies Record<Language, unknown>;

const lowlight = createLowlight(GRAMMARS);

/** A run of text of one kind; without one it is plain. */
export interface Run {
  readonly text: string;
  readonly kind: TokenKind | undefined;
}

type Tree = ReturnType<typeof lowlight.highlight>;
type Node = Tree['children'][number];

/** The runs of a text, in order: together they are the text. */
export function runsOf(language: Language, text: string): Run[] {
  return lowlight.highlight(language, text).children.flatMap((node) => flat(node, undefined));
}

function flat(node: Node, kind: TokenKind | undefined): Run[] {
  if (node.type === 'text') return [{ text: node.value, kind }];
  if (node.type !== 'element') return [];
  const own = kindOf(node.properties['className']) ?? kind;
  return node.children.flatMap((child) => flat(child as Node, own));
}

/** A dozen words of the library’s, in seven kinds: more colours than that say nothing. */
const KINDS: Readonly<Record<string, TokenKind>> = {
  ...{ keyword: 'keyword', operator: 'keyword', 'template-tag': 'keyword', 'selector-pseudo': 'keyword' },
  ...{ string: 'string', regexp: 'string', quote: 'string', code: 'string', char: 'string' },
  ...{ number: 'number', literal: 'number', symbol: 'number', bullet: 'number' },
  ...{ comment: 'comment', doctag: 'comment', meta: 'comment' },
  ...{ title: 'title', section: 'title', function: 'title', link: 'title' },
  ...{ type: 'type', built_in: 'type', class: 'type', name: 'type', 'selector-tag': 'type', 'selector-class': 'type' },
  ...{ attr: 'attribute', attribute: 'attribute', variable: 'attribute', property: 'attribute', params: 'attribute' },
};

function kindOf(classes: unknown): TokenKind | undefined {
  const names = Array.isArray(classes) ? classes.map(String) : [];
  return names.map((name) => KINDS[name.replace(/^hljs-/, '').replace(/_$/, '')]).find((kind) => kind !== undefined);
}
