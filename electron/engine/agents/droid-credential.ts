import { type CredentialForm, keyFile, keyOf, placeholderOf, secretOf } from './credential-form.ts';

/**
 * The API key of Droid, in a file of Maestro's: Droid itself takes it from its environment, and its own sign-in is sealed to the
 * machine that it was made on, so that none but a key can be given to a container.
 */
export const DROID_CREDENTIAL: CredentialForm = {
  file: '.factory/api-key.json',
  signIn: [
    '/usr/local/lib/maestro/ask-key',
    '.factory/api-key.json',
    'Droid',
    'https://app.factory.ai/settings/api-keys',
  ],
  secrets: { 'api-key': keyFile },
  read: (file) => (keyOf(file) === null ? null : 'never'),
  jq: 'key',
  lease: (file) => keyFile(keyOf(file) ?? ''),
  lend: (file, random) => {
    const secret = secretOf(keyOf(file));
    if (secret === null) return null;
    const placeholder = placeholderOf(secret, random);
    return { host: 'api.factory.ai', header: 'bearer', secret, placeholder, file: keyFile(placeholder) };
  },
};
