import type { Container } from '../contract/containers.ts';

/** What quitting asks, and the buttons in their order. */
export interface QuitQuestion {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly ['Quit', string, 'Cancel'];
}

/** The containers that go on when Maestro ends (pure). */
export function runningOf(containers: Readonly<Record<string, Container>>): Container[] {
  return Object.values(containers).filter(({ docker }) => docker === 'running' || docker === 'paused');
}

/** What a person is asked who quits while containers run (pure). */
export function quitQuestion(running: readonly Container[]): QuitQuestion {
  const one = running.length === 1;
  return {
    message: one ? '1 container keeps running.' : `${running.length} containers keep running.`,
    detail:
      `${one ? 'Its agent goes' : 'Their agents go'} on without this window, and nobody calls you meanwhile. ` +
      'Stopping keeps all files; an agent that is started again resumes its conversation.',
    buttons: ['Quit', one ? 'Stop it and quit' : 'Stop them and quit', 'Cancel'],
  };
}
