import type { PortType } from '../../runtime/node.ts';
import { catalogue } from './catalogue.ts';

const english = {
  Image: 'Image',
  Mask: 'Mask',
  Regions: 'Regions',
  Depth: 'Depth',
  Flow: 'Flow',
  Faces: 'Faces',
  Prompt: 'Prompt',
  Motion: 'Motion',
  Keyframes: 'Keyframes',
  Clip: 'Clip',
  Audio: 'Audio',
  File: 'File',
  Report: 'Report',
  Number: 'Number',
  Boolean: 'Boolean',
  Text: 'Text',
  Any: 'Any',
} as const satisfies Record<PortType, string>;

/** A name per type of value. */
export type TypeTexts = Readonly<Record<PortType, string>>;

const names: TypeTexts = catalogue('types', english);

/** What a type of value is called. */
export function typeName(type: PortType): string {
  return names[type];
}
