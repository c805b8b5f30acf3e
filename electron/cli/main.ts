#!/usr/bin/env node
import * as nodeModule from 'node:module';
import { VERSION } from '../contract/version.ts';

const words = process.argv.slice(2);

// The commonest question is answered before anything else is loaded.
if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) {
  process.stdout.write(`${VERSION}\n`);
} else {
  // Node 22.8 and later keep compiled code between runs.
  (nodeModule as { enableCompileCache?: () => unknown }).enableCompileCache?.();
  const { runCli } = await import('./cli.ts');
  await runCli(words);
}
