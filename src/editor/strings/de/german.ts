import type { Translations } from '../catalogue.ts';
import { nodeCatalogue } from '../node-texts.ts';
import * as areas from './areas.ts';
import { channels } from './channels.ts';
import { comfy } from './comfy.ts';
import { editor } from './editor.ts';
import { models } from './models.ts';
import { clipNodes } from './nodes-clip.ts';
import { motionNodes } from './nodes-motion.ts';
import { photoNodes } from './nodes-photo.ts';
import { valueNodes } from './nodes-values.ts';
import { subgraphs } from './subgraphs.ts';
import * as working from './working.ts';

/** Texts of node types that have them; lists are read by their indices, like the catalogue does. */
const nodes = Object.entries({ ...photoNodes, ...valueNodes, ...motionNodes, ...clipNodes });

/** All German texts by catalogue. Loaded when German is chosen. */
export const german: Translations = {
  editor,
  channels,
  comfy,
  models,
  subgraphs,
  ...areas,
  ...working,
  ...(Object.fromEntries(
    nodes.map(([type, texts]) => [nodeCatalogue(type), texts]),
  ) as unknown as Translations),
};

export { germanMessages } from './messages.ts';
