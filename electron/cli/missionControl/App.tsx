import { useSyncExternalStore } from 'react';
import { Box, Text } from 'ink';
import type { Session } from './session.ts';

/** A session on the screen: drawn again only when its frame is another one. */
export function App({ session }: { readonly session: Session }) {
  const frame = useSyncExternalStore(session.subscribe, session.frame);
  return (
    <Box flexDirection="column">
      {frame.split('\n').map((row, index) => (
        <Text key={index} wrap="truncate">
          {row}
        </Text>
      ))}
    </Box>
  );
}
