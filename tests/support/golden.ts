import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What the original weights give on a sample photo; see `models/golden/README.md`. px of the photo. */
export interface GoldenPortrait {
  readonly photo: string;
  readonly face: {
    readonly score: number;
    readonly box: readonly number[];
    readonly points: readonly number[][];
  };
  readonly faceCrop: GoldenCrop;
  readonly landmarks: readonly number[][];
  readonly facePresence: number;
  readonly poseCrop: GoldenCrop;
  readonly shoulders: readonly number[][];
  /** Means of the whole photo's matte over a 32 x 32 grid. */
  readonly matteCells: readonly number[] | readonly number[][];
}

interface GoldenCrop {
  readonly cx: number;
  readonly cy: number;
  readonly width: number;
  readonly height: number;
  /** radians */
  readonly rotation: number;
}

function readGolden<T>(name: string): T {
  const path = fileURLToPath(new URL(`../../models/golden/${name}`, import.meta.url));
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

/** Every sample photo with a face. */
export const goldenPortraits: readonly GoldenPortrait[] = readGolden('portraits.json');

/** Points of the published browser solution with its own detector, by photo file. */
export const publishedMesh: Readonly<Record<string, readonly number[][]>> = readGolden('published-mesh.json');

/** Name under which {@link samplePhoto} knows a photo file. */
export function sampleName({ photo }: GoldenPortrait): string {
  return photo.replace(/\.jpg$/, '');
}

/** A golden crop in the code's own terms. */
export function rotatedCrop({ cx, cy, width, height, rotation }: GoldenCrop) {
  return { centre: { x: cx, y: cy }, width, height, rotation };
}
