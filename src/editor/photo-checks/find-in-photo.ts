import type { WorkflowDocument } from '../../runtime/document.ts';
import type { ParamValue } from '../../runtime/params.ts';
import { runDraft } from '../live/draft-runs.ts';
import { schedulePlan } from '../run/run-store.ts';
import { readValue } from '../run/whole-value.ts';
import { checkPhoto, type PhotoFinding } from './check-photo.ts';
import { cutFace } from './cut-face.ts';

/** What a photo was seen to show. Its pixels are not kept. */
export interface SeenPhoto {
  /** What a person should know of it, gravest first. */
  readonly findings: readonly PhotoFinding[];
  /** Small pictures of its faces, as the detector orders them. */
  readonly faces: readonly ImageBitmap[];
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
  // The open document needs the same: its cards show the photo and the faces before anything was run.
  schedulePlan();
  const [photo, marks] = [keys.get('photo'), keys.get('marks')];
  const image = photo === undefined ? undefined : await readValue(photo, 'image');
  const found = marks === undefined ? undefined : await readValue(marks, 'faces');
  if (image?.type !== 'Image') return undefined;
  if (found?.type !== 'Faces')
    return hasNoFace ? { findings: checkPhoto(image, undefined), faces: [] } : undefined;
  const faces = await Promise.all(found.faces.map(({ box }) => cutFace(image, box)));
  return { findings: checkPhoto(image, found), faces };
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
