import type { WorkflowDocument } from '../../runtime/document.ts';
import type { ParamValue } from '../../runtime/params.ts';
import type { FacesValue } from '../../values/faces.ts';
import type { ImageValue, Value } from '../../values/value.ts';
import { runDraft } from '../live/draft-runs.ts';
import { engine } from '../run/engine.ts';

/** A photo and the faces in it, with landmarks; no faces when none was found. */
export interface SeenPhoto {
  readonly image: ImageValue;
  readonly faces: FacesValue | undefined;
}

/**
 * Looks for faces in a photo, apart from the runs of the open document; what both need is computed once.
 * @param params of the Load image node
 * @returns undefined when the photo could not be read, or the look was cancelled
 */
export async function findInPhoto(
  params: Readonly<Record<string, ParamValue>>,
): Promise<SeenPhoto | undefined> {
  const keys = new Map<string, string>();
  let hasNoFace = false;
  const run = await runDraft(looking(params), ['marks'], (event) => {
    if (event.kind === 'committed' || event.kind === 'cached') keys.set(event.node, event.key);
    if (event.kind === 'failed' && event.error.code === 'no-face') hasNoFace = true;
  });
  await run.ended;
  const image = await readValue(keys.get('photo'), 'image');
  const faces = await readValue(keys.get('marks'), 'faces');
  if (image?.type !== 'Image') return undefined;
  if (faces?.type === 'Faces') return { image, faces };
  return hasNoFace ? { image, faces: undefined } : undefined;
}

function looking(params: Readonly<Record<string, ParamValue>>): WorkflowDocument {
  return {
    kineograph: 1,
    name: 'photo check',
    nodes: {
      photo: { type: 'load-image@1', params },
      faces: { type: 'detect-faces@1', inputs: { image: 'photo.image' } },
      marks: { type: 'landmarks@1', inputs: { image: 'photo.image', faces: 'faces.faces' } },
    },
    outputs: [],
  };
}

async function readValue(key: string | undefined, port: string): Promise<Value | undefined> {
  return key === undefined ? undefined : (await (await engine()).outputs(key))?.[port];
}
