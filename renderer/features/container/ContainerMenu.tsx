import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { openApart } from '../../client/place.ts';
import { openOverlay } from '../../client/overlay.ts';
import { IconButton } from '../../ui/Button.tsx';
import { ActionMenu, type MenuLine } from '../../ui/Menu.tsx';
import { keyOf } from '../shortcuts/shortcuts.ts';
import { copyCommand } from './actions.ts';
import { able } from './select.ts';

interface ContainerMenuProps {
  readonly container: Container;
  readonly disabled: boolean;
}

/** What is done more seldom with one container. */
export function ContainerMenu({ container, disabled }: ContainerMenuProps): ReactNode {
  return (
    <ActionMenu
      label="More actions"
      trigger={
        <IconButton label="More actions" disabled={disabled}>
          <Ellipsis aria-hidden className="size-4" />
        </IconButton>
      }
      lines={[
        ...changeLines(container),
        { label: 'Open in a window', run: () => openApart({ at: 'container', name: container.name, window: 'agent' }) },
        { label: 'Copy connect command', keys: keyOf('copy'), run: () => copyCommand(container) },
      ]}
    />
  );
}

/** The lines of a menu that change one container and keep it. */
export function changeLines(container: Container): readonly MenuLine[] {
  const { name } = container;
  const restart = () => openOverlay({ kind: 'restart', names: [name] });
  return [
    ...(able(container).stop ? [{ label: 'Restart…', keys: keyOf('restart'), run: restart }] : []),
    { label: 'Change…', keys: keyOf('change'), run: () => openOverlay({ kind: 'change', name }) },
  ];
}
