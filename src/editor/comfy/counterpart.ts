import type { ParamValue } from '../../runtime/params.ts';
import type { ComfyNode } from './comfy-graph.ts';
import type { Remark } from './remark.ts';

/** Reads fields of a node by name, in either format. */
export interface FieldReader {
  number(name: string): number | undefined;
  text(name: string): string | undefined;
  flag(name: string): boolean | undefined;
}

/** What a node's fields become. */
export interface Converted {
  readonly params?: Readonly<Record<string, ParamValue>>;
  readonly remarks?: readonly Remark[];
}

/** A node type here that does what a class of ComfyUI does. */
export interface Counterpart {
  /** Type here. */
  readonly type: string;
  /** ComfyUI's inputs -> ports here; several may lead to one port: the first that is wired wins. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Numbers of ComfyUI's outputs -> ports here. */
  readonly outputs: Readonly<Record<number, string>>;
  /** Names of the fields in the order in which the canvas format lists their values. */
  readonly fields: readonly string[];
  readonly convert?: (read: FieldReader) => Converted;
  /** Fields that mean the same as a parameter here, which can be an input in both: fields -> parameters. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where its first input carries frames of a clip, it is this instead; `none`: it has no counterpart then. */
  readonly onClip?: Counterpart | 'none';
}

/** @param lookUp finds the value that a wired field gets from another node */
export function fieldsOf(
  node: ComfyNode,
  fields: readonly string[],
  lookUp: (name: string) => unknown,
): FieldReader {
  // What another node gives may be of another kind; the field's own value is there then.
  const values = (name: string) => {
    const index = fields.indexOf(name);
    return [lookUp(name), node.named.get(name), index < 0 ? undefined : node.listed[index]];
  };
  return {
    number: (name) => values(name).find((value) => typeof value === 'number'),
    text: (name) => values(name).find((value) => typeof value === 'string'),
    flag: (name) => values(name).find((value) => typeof value === 'boolean'),
  };
}
