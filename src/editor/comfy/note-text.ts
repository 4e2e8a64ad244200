import type { CanvasNote } from '../../runtime/document.ts';
import { comfyStrings } from '../strings/comfy-en.ts';
import type { Fate } from './comfy-fates.ts';
import type { ComfyNode } from './comfy-graph.ts';

/** A note for a node, and where the node lay; its own place is found later. */
export interface ImportedNote extends Pick<CanvasNote, 'title' | 'text' | 'colour'> {
  readonly origin: string;
}

/** Longest note, characters; longest value in it. */
const NOTE_LENGTH = 3_000;
const VALUE_LENGTH = 1_200;

/** The note that stands for a node without a counterpart, or for a note; none for any other node. */
export function noteFor(node: ComfyNode, fate: Fate): ImportedNote[] {
  if (fate.kind !== 'note' && fate.kind !== 'comment') return [];
  const values = valuesOf(node);
  if (fate.kind === 'comment') {
    const text = values.join('\n').slice(0, NOTE_LENGTH);
    return [
      { origin: node.id, ...(node.title === undefined ? {} : { title: node.title }), text, colour: 'amber' },
    ];
  }
  const title = node.title ?? node.type;
  const lines = [
    ...(node.title === undefined ? [] : [node.type]),
    ...values,
    `→ ${comfyStrings.advice[fate.advice]}`,
  ];
  return [{ origin: node.id, title, text: lines.join('\n').slice(0, NOTE_LENGTH), colour: 'grey' }];
}

function valuesOf({ named, listed }: ComfyNode): string[] {
  const short = (value: unknown) => String(value).slice(0, VALUE_LENGTH);
  return [
    ...[...named].map(([name, value]) => `${name}: ${short(value)}`),
    ...listed.filter((value) => value !== undefined && value !== '').map(short),
  ];
}
