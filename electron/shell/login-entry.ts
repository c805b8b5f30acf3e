/** The entry by which a desktop of Linux starts a program with the session (pure). */
export function loginEntry(program: string): string {
  const quoted = program
    .replaceAll(/["`$\\]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%');
  return ['[Desktop Entry]', 'Type=Application', 'Name=Maestro', `Exec="${quoted}"`, 'Terminal=false', ''].join('\n');
}
