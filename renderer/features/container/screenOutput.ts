import type { Terminal } from '@xterm/xterm';

/**
 * Output may draw and nothing more. tmux has answered every question of a program already (what terminal it is, where
 * the cursor stands, which colours and modes it has), so a second answer from here would come to the program as keys.
 * The clipboard is nobody's but the user's (OSC 52).
 */
export function refuseRequests({ parser }: Terminal): void {
  parser.registerOscHandler(52, () => true);
  for (const code of [4, 10, 11, 12]) parser.registerOscHandler(code, (text) => text.includes('?'));
  for (const intermediates of ['$', '+']) parser.registerDcsHandler({ intermediates, final: 'q' }, () => true);
  for (const prefix of [undefined, '>', '=', '?']) {
    for (const final of ['c', 'n']) parser.registerCsiHandler({ final, ...(prefix && { prefix }) }, () => true);
  }
  for (const prefix of ['>', '?']) parser.registerCsiHandler({ prefix, final: prefix === '>' ? 'q' : 'u' }, () => true);
  parser.registerCsiHandler({ final: 't' }, () => true);
  parser.registerCsiHandler({ intermediates: '$', final: 'p' }, () => true);
  parser.registerCsiHandler({ prefix: '?', intermediates: '$', final: 'p' }, () => true);
}
