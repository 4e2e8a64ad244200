import { spec as cropSpec } from '../../src/nodes/crop/crop.node.ts';
import { run as crop } from '../../src/nodes/crop/crop.run.ts';
import { spec as detectSpec } from '../../src/nodes/detect-faces/detect-faces.node.ts';
import { run as detectFaces } from '../../src/nodes/detect-faces/detect-faces.run.ts';
import { spec as landmarksSpec } from '../../src/nodes/landmarks/landmarks.node.ts';
import { run as landmarks } from '../../src/nodes/landmarks/landmarks.run.ts';
import { spec as matteSpec } from '../../src/nodes/matte/matte.node.ts';
import { run as matte } from '../../src/nodes/matte/matte.run.ts';
import { spec as regionsSpec } from '../../src/nodes/regions/regions.node.ts';
import { run as regions } from '../../src/nodes/regions/regions.run.ts';
import type { ParamSpecs, ParamsOf } from '../../src/runtime/params.ts';
import type { FacesValue } from '../../src/values/faces.ts';
import type { MotionValue } from '../../src/values/motion.ts';
import type { ImageValue, MaskValue, RegionsValue } from '../../src/values/value.ts';
import { samplePhoto } from './photos.ts';
import { testContext } from './run-context.ts';

/** A sample photo, cropped and analysed by the project's own nodes and models. */
export interface Portrait {
  readonly image: ImageValue;
  readonly faces: FacesValue;
  readonly matte: MaskValue;
  readonly regions: RegionsValue;
}

const portraits = new Map<string, Promise<Portrait>>();

/** The portrait of a bundled sample at 512 x 512; analysed once per test file. */
export function samplePortrait(name: string): Promise<Portrait> {
  const known = portraits.get(name);
  if (known !== undefined) return known;
  const made = analyse(samplePhoto(name));
  portraits.set(name, made);
  return made;
}

async function analyse(photo: ImageValue): Promise<Portrait> {
  const found = await detectFaces(testContext(), { image: photo }, defaults(detectSpec.params));
  const cut = await crop(testContext(), { image: photo, faces: found.faces }, defaults(cropSpec.params));
  const marked = await landmarks(testContext(), cut, defaults(landmarksSpec.params));
  const { matte: mask } = await matte(testContext(), { image: cut.image }, defaults(matteSpec.params));
  const inputs = { image: cut.image, faces: marked.faces, matte: mask };
  const parts = await regions(testContext(), inputs, defaults(regionsSpec.params));
  return { ...inputs, regions: parts.regions };
}

/** Landmarks that the model finds on a rendered frame of the portrait. */
export async function landmarksOn(portrait: Portrait, frame: Uint8ClampedArray): Promise<Float32Array> {
  const image: ImageValue = { ...portrait.image, data: frame };
  const { faces } = await landmarks(
    testContext(),
    { image, faces: portrait.faces },
    defaults(landmarksSpec.params),
  );
  return faces.faces[faces.selected]!.landmarks!;
}

/** A node's parameters as declared. */
export function defaults<S extends ParamSpecs>(params: S): ParamsOf<S> {
  return Object.fromEntries(
    Object.entries(params).map(([name, spec]) => [name, spec.default]),
  ) as ParamsOf<S>;
}

/** A looping take at 24 fps from one record of channel values per frame; missing values are 0. */
export function takeOf(frames: ReadonlyArray<Readonly<Record<string, number>>>): MotionValue {
  const channels: Record<string, Float32Array> = {};
  frames.forEach((values, n) => {
    for (const [name, value] of Object.entries(values)) {
      channels[name] ??= new Float32Array(frames.length);
      channels[name]![n] = value;
    }
  });
  return { type: 'Motion', fps: 24, frameCount: frames.length, loop: true, channels };
}
