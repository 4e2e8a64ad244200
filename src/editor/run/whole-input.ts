import { useEffect, useState } from 'react';
import type { NodeId } from '../../runtime/document.ts';
import type { Outline } from '../../values/outline.ts';
import type { Value } from '../../values/value.ts';
import { sourceOf } from '../painter/value-sources.ts';
import { engine } from './engine.ts';
import { useInputValue } from './node-outputs.ts';

/**
 * The newest value that is wired to an input with its pixels, for who works on them; the one before until it is there.
 * Nobody keeps it longer than it is shown: everybody else has its outline.
 */
export function useWholeInput(node: NodeId, port: string): Value | undefined {
  const outline = useInputValue(node, port);
  const [whole, setWhole] = useState<Value>();
  useEffect(() => {
    let current = true;
    const reading = outline ? readWhole(outline) : Promise.resolve(undefined);
    reading.then(
      (value) => {
        if (current) setWhole(value);
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [outline]);
  return whole;
}

/** Undefined when the value is no longer stored. */
async function readWhole(outline: Outline): Promise<Value | undefined> {
  const source = sourceOf(outline);
  if ('value' in source) return source.value;
  const { key, port } = source.at;
  return (await (await engine()).outputs(key))?.[port];
}
