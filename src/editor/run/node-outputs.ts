import { useEffect, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { NodeId } from '../../runtime/document.ts';
import type { Outline, Picture } from '../../values/outline.ts';
import { useDocument } from '../document/document-store.ts';
import { noteSource } from '../painter/value-sources.ts';
import { engine } from './engine.ts';
import { inputBehind, outputBehind } from './instance-state.ts';
import { useRun } from './run-store.ts';

/** What a node gives, by port, without pixels. */
export type NodeValues = Readonly<Record<string, Outline>>;

/** Results whose outlines are kept; one is fetched once however many views show it. */
const KEPT_RESULTS = 64;
const fetched = new Map<string, Promise<NodeValues | undefined>>();

/** Outlines of a result's values by its key. */
export function readOutputs(key: string): Promise<NodeValues | undefined> {
  const known = fetched.get(key);
  if (known) return known;
  const reading = engine()
    .then((api) => api.outlines(key))
    .then((values) => {
      if (values) noteSource(key, values);
      return values;
    });
  fetched.set(key, reading);
  for (const oldest of fetched.keys()) {
    if (fetched.size <= KEPT_RESULTS) break;
    fetched.delete(oldest);
  }
  // What is not there, or could not be read, may be there the next time.
  const forget = () => fetched.delete(key);
  reading.then((values) => values ?? forget(), forget);
  return reading;
}

/** The newest values of a node; undefined until there are any. */
export function useNodeOutputs(node: NodeId | undefined): NodeValues | undefined {
  // An instance of a subgraph shows what the node behind its first output gives.
  const behind = useDocument(({ whole }) =>
    node === undefined ? undefined : outputBehind(whole, node, undefined).node,
  );
  return useStoredOutputs(useRun((state) => (behind === undefined ? undefined : state.resultKeys[behind])));
}

/** The values of the result under a key; those of the key before until they are there. */
export function useStoredOutputs(key: string | undefined): NodeValues | undefined {
  const [shown, setShown] = useState<{ readonly key: string; readonly values: NodeValues }>();
  useEffect(() => {
    if (key === undefined) {
      setShown(undefined);
      return;
    }
    let current = true;
    readOutputs(key).then(
      (values) => {
        if (current && values) setShown({ key, values });
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [key]);
  return shown?.values;
}

/** The newest value that is wired to an input. */
export function useInputValue(node: NodeId, port: string): Outline | undefined {
  const reference = useDocument(useShallow(({ whole }) => inputBehind(whole, node, port)));
  const values = useNodeOutputs(reference?.node);
  return reference?.port === undefined ? undefined : values?.[reference.port];
}

/** The picture that belongs to what a node gives: its own image, else the one wired to it, for overlays. */
export function useBackdrop(node: NodeId): Picture | undefined {
  const source = useDocument(({ whole }) => inputBehind(whole, node, 'image')?.node);
  const own = useNodeOutputs(node);
  const before = useNodeOutputs(source);
  return firstImage(own) ?? firstImage(before);
}

/** The first picture among a node's values. */
export function firstImage(values: NodeValues | undefined): Picture | undefined {
  return Object.values(values ?? {}).find((value): value is Picture => value.type === 'Image');
}
