const FIRST = '# Authorities of this container’s gateway, for the hosts that it opens.';
const LAST = '# End of those.';

/** A bundle of certificates with these authorities, in place of those that were put there before (pure). */
export function withAuthorities(bundle: string, authorities: string): string {
  const [before, rest = ''] = split(bundle, FIRST);
  const [, after = ''] = split(rest, LAST);
  const own = `${before.trimEnd()}\n${after.trimStart()}`.trimEnd();
  return authorities.trim() === '' ? `${own}\n` : `${own}\n${FIRST}\n${authorities.trim()}\n${LAST}\n`;
}

function split(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + mark.length)];
}
