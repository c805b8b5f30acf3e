/** The port on which every model of ours listens, in its agent's container. */
const PORT = 9099;

/** Starts a model of ours before an agent's command line, which begins only when the model listens: a busy machine starts it late. */
export function withModel(file: string): readonly string[] {
  const listens = `(exec 3<>/dev/tcp/127.0.0.1/${PORT}) 2>/dev/null`;
  return ['bash', '-c', `node /opt/${file} & until ${listens}; do sleep 0.1; done; exec "$0" "$@"`];
}
