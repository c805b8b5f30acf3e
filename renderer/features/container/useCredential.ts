import type { Container } from '../../../electron/contract/containers.ts';
import { useClock } from '../../ui/clock.ts';
import { credentialFact, type Fact } from './select.ts';

/** A container's credential in words that stay true as time passes. */
export function useCredential(credential: Container['credential']): Fact {
  const word = useClock((now) => credentialFact(credential, now).word);
  const why = useClock((now) => credentialFact(credential, now).why);
  return { tone: credentialFact(credential, 0).tone, word, why };
}
