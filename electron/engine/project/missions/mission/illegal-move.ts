import { fail, type MaestroError } from '../../../errors.ts';

interface Move {
  /** What was to move, as a sentence begins: `Feature login`. */
  readonly what: string;
  readonly from: string;
  readonly to: string;
  /** Where it may go from there; none of them where `from` is final. */
  readonly next: readonly string[];
}

/** The refusal of a move that the status does not allow. TRANSITION_ILLEGAL; its hint names the moves that are. */
export function illegalMove({ what, from, to, next }: Move): MaestroError {
  return fail('TRANSITION_ILLEGAL', `${what} is ${from} and cannot become ${to}.`, {
    hints: [next.length === 0 ? `${from} is final.` : `From ${from} it can become ${next.join(' or ')}.`],
  });
}
