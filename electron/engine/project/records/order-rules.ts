/** Orders texts by their code units, as ids and ISO moments sort, whatever the language of the user. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
