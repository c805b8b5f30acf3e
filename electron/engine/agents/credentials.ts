import type { SigningAgent } from '../../contract/credentials.ts';
import { CLAUDE_CREDENTIAL } from './claude-credential.ts';
import { CODEX_CREDENTIAL } from './codex-credential.ts';
import { type CredentialForm, JQ_WORDS } from './credential-form.ts';
import { DROID_CREDENTIAL } from './droid-credential.ts';
import { GITHUB_CREDENTIAL } from './github-credential.ts';
import { GEMINI_CREDENTIAL } from './gemini-credential.ts';
import type { Launch } from './launch.ts';
import { OPENCODE_CREDENTIAL } from './opencode-credential.ts';

/** How each agent keeps its sign-in. */
export const CREDENTIAL_FORMS: Readonly<Record<SigningAgent, CredentialForm>> = {
  claude: CLAUDE_CREDENTIAL,
  codex: CODEX_CREDENTIAL,
  gemini: GEMINI_CREDENTIAL,
  opencode: OPENCODE_CREDENTIAL,
  droid: DROID_CREDENTIAL,
  github: GITHUB_CREDENTIAL,
};

/** Where a container looks for its agent's sign-in, and the jq program that reads its end. */
export function watchedCredential(agent: SigningAgent): NonNullable<Launch['credential']> {
  const { file, jq } = CREDENTIAL_FORMS[agent];
  return { file: `/home/node/${file}`, end: `${JQ_WORDS}whole | (${jq})` };
}
