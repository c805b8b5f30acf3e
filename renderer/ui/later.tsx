import { RefreshCw } from 'lucide-react';
import { type ComponentType, lazy, type LazyExoticComponent, type ReactNode } from 'react';
import { Blank } from './Blank.tsx';
import { Button } from './Button.tsx';

/** A change of this machine's networks breaks off what a browser loads; a moment later it is there again. */
const PAUSES_MS = [100, 500, 2_000];

/** A part of the page that is loaded when it is first shown. Where that fails again and again, the part says so. */
export function later<Props>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await loaded(load, PAUSES_MS) }));
}

async function loaded<Props>(
  load: () => Promise<ComponentType<Props>>,
  [pause, ...pauses]: readonly number[],
): Promise<ComponentType<Props>> {
  try {
    return await load();
  } catch {
    if (pause === undefined) return NotLoaded;
    await new Promise((resolve) => setTimeout(resolve, pause));
    return loaded(load, pauses);
  }
}

function NotLoaded(): ReactNode {
  return (
    <Blank icon={RefreshCw} title="This part of the page could not be loaded">
      <p>Maestro may have been ended or updated meanwhile.</p>
      <Button onClick={() => location.reload()}>Load the page again</Button>
    </Blank>
  );
}
