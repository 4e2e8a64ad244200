import { useEffect, useState } from 'react';
import type { NodeId } from '../../runtime/document.ts';
import type { Outline } from '../../values/outline.ts';
import type { Value } from '../../values/value.ts';
import { sourceOf } from '../painter/value-sources.ts';
import { engine } from './engine.ts';
import { useInputValue } from './node-outputs.ts';

/** A value with its pixels, for who works on them. */
export interface WholeInput {
  /** Undefined until there is one, and when it is no longer stored. */
  readonly value: Value | undefined;
  /** There is one, and nothing to show of it yet. */
  readonly isReading: boolean;
}

/**
 * The newest value that is wired to an input, pixels and all; the one before until it is there. Nobody keeps it longer
 * than it is shown: everybody else has its outline.
 */
export function useWholeInput(node: NodeId, port: string): WholeInput {
  const outline = useInputValue(node, port);
  const [read, setRead] = useState<{ readonly value: Value | undefined }>();
  useEffect(() => {
    if (!outline) {
      setRead(undefined);
      return;
    }
    let current = true;
    const take = (value: Value | undefined) => {
      if (current) setRead({ value });
    };
    readWhole(outline).then(take, () => take(undefined));
    return () => {
      current = false;
    };
  }, [outline]);
  return { value: read?.value, isReading: outline !== undefined && read === undefined };
}

/** A value with its pixels; undefined when it is not stored (any more). */
export async function readValue(key: string, port: string): Promise<Value | undefined> {
  return (await (await engine()).outputs(key))?.[port];
}

async function readWhole(outline: Outline): Promise<Value | undefined> {
  const source = sourceOf(outline);
  return 'value' in source ? source.value : readValue(source.at.key, source.at.port);
}
