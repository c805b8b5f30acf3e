import { RefreshCw } from 'lucide-react';
import { type ComponentType, lazy, type LazyExoticComponent, type ReactNode } from 'react';
import { loaded } from '../client/again.ts';
import { Blank } from './Blank.tsx';
import { Button } from './Button.tsx';

/** A part of the page that is loaded when it is first shown. Where that fails again and again, the part says so. */
export function later<Props>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await loaded(load).catch(() => NotLoaded) }));
}

function NotLoaded(): ReactNode {
  return (
    <Blank icon={RefreshCw} title="This part of the page could not be loaded">
      <p>Maestro may have been ended or updated meanwhile.</p>
      <Button onClick={() => location.reload()}>Load the page again</Button>
    </Blank>
  );
}
