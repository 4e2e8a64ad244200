import { type StillScene, type StillSources, stillScene } from '../../motion/renderer/still-scene.ts';
import { sameContent } from '../../values/same-content.ts';

/** A photo that is animated again and again keeps its scene: a size for drafts and the photo's own. */
const MOST_KEPT = 2;
/** Sources of kept scenes, bytes in all; a scene takes about as much again. */
const KEPT_BYTES = 32 * 1024 ** 2;

interface Kept {
  readonly sources: StillSources;
  readonly scene: StillScene;
  readonly bytes: number;
}

/** Of this worker, the newest last. */
const kept: Kept[] = [];

/**
 * The still part of a scene: the one made last from the same content where that is kept, to the same bytes. What is
 * kept is bounded by {@link KEPT_BYTES}; larger photos are prepared anew each time.
 */
export function keptStillScene(all: StillSources): StillScene {
  const sources = whatMatters(all);
  const index = kept.findIndex((known) => sameContent(known.sources, sources));
  const [known] = index < 0 ? [] : kept.splice(index, 1);
  const bytes = known?.bytes ?? bytesOf(sources);
  const entry = known ?? { sources, scene: stillScene(sources), bytes };
  kept.push(entry);
  while (kept.length > MOST_KEPT || (kept.length > 0 && bytesOfAll() > KEPT_BYTES)) kept.shift();
  return entry.scene;
}

/** The hair and the body are all that a scene takes from regions. */
function whatMatters({ image, faces, matte, regions, depth, others }: StillSources): StillSources {
  const hair = regions?.masks.hair;
  return {
    ...{ image, faces, matte, depth },
    regions: regions && { ...regions, masks: hair ? { hair } : {} },
    others: others?.map(({ landmarks }) => ({ landmarks })),
  };
}

function bytesOfAll(): number {
  return kept.reduce((sum, { bytes }) => sum + bytes, 0);
}

function bytesOf({ image, matte, regions, depth }: StillSources): number {
  const planes = [image.data, matte?.data, regions?.masks.hair, depth?.data];
  return planes.reduce((sum, plane) => sum + (plane?.byteLength ?? 0), 0);
}
