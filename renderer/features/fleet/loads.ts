import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import type { ContainerName } from '../../../electron/contract/ids.ts';
import { ask } from '../../client/ask.ts';
import { type LoadHistory, withLoad } from './load-select.ts';

const EVERY_MS = 2_000;
/** More rows than any window shows at once. */
const MOST = 100;

/** What the rows on screen use; a row that leaves the screen is forgotten. */
export const useLoads = create<{ readonly of: Readonly<Record<string, LoadHistory>> }>(() => ({ of: {} }));

const watched = new Map<Element, ContainerName>();
const seen = new Map<Element, ContainerName>();
let timer: ReturnType<typeof setTimeout> | undefined;
let observer: IntersectionObserver | undefined;

/** Reads what a container uses again and again while this element is on screen: scrolled away or not drawn for want of room, it costs nothing. */
export function useLoadWhileSeen<Box extends Element>(name: ContainerName) {
  const box = useRef<Box>(null);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    watch(element, name);
    return () => forget(element);
  }, [name]);
  const history = useLoads(({ of }) => of[name]);
  return { box, history };
}

function watch(element: Element, name: ContainerName): void {
  observer ??= new IntersectionObserver(look);
  watched.set(element, name);
  observer.observe(element);
}

function forget(element: Element): void {
  observer?.unobserve(element);
  watched.delete(element);
  leave(element);
}

function look(entries: readonly IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) {
    const name = watched.get(target);
    if (name === undefined) continue;
    if (isIntersecting) seen.set(target, name);
    else leave(target);
  }
  if (seen.size > 0 && timer === undefined) start();
}

function leave(element: Element): void {
  const name = seen.get(element);
  if (name === undefined || !seen.delete(element)) return;
  useLoads.setState(({ of }) => ({ of: Object.fromEntries(Object.entries(of).filter(([other]) => other !== name)) }));
  if (seen.size === 0) end();
}

function start(): void {
  document.addEventListener('visibilitychange', readNow);
  readNow();
}

function end(): void {
  document.removeEventListener('visibilitychange', readNow);
  clearTimeout(timer);
  timer = undefined;
}

function readNow(): void {
  void read();
}

/**
 * Nothing is read while the window is hidden; what was read before says nothing of then. Neither does what was read of one
 * that the host says nothing of any more, as it has stopped, or cannot be asked.
 */
async function read(): Promise<void> {
  clearTimeout(timer);
  timer = setTimeout(readNow, EVERY_MS);
  if (document.hidden) {
    clearTimeout(timer);
    useLoads.setState({ of: {} });
    return;
  }
  const names = [...seen.values()].slice(0, MOST);
  const answer = await ask((client) => client.load.read({ names }));
  const still = new Set(seen.values());
  const news = answer.ok ? answer.value.filter(({ name }) => still.has(name)) : [];
  useLoads.setState(({ of }) => ({
    of: Object.fromEntries(news.map((load) => [load.name, withLoad(of[load.name], load)])),
  }));
}
