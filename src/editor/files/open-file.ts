import { toast } from 'sonner';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { MediaError, reportError } from '../../values/errors.ts';
import { type OpenOptions, openAsDraft } from '../document/current-draft.ts';
import { changeParam, edit, select, useDocument } from '../document/document-store.ts';
import { addNode, freeNodeId } from '../document/edits.ts';
import { registry } from '../registry.ts';
import { announceFailure } from '../run/announcements.ts';
import { resetRuns, schedulePlan } from '../run/run-store.ts';
import { strings } from '../strings/en.ts';
import { pickFile } from './pick-file.ts';
import { putPhoto } from './put-photo.ts';

/** Largest workflow text and largest clip that are looked into. */
const JSON_LIMIT_BYTES = 8 * 1024 * 1024;
const CLIP_LIMIT_BYTES = 1024 ** 3;

/** Lets the user choose a workflow or a clip and opens it. */
export async function openWorkflowFile(): Promise<void> {
  const file = await pickFile([
    '.json',
    'application/json',
    'video/mp4',
    'video/webm',
    'image/gif',
    'image/webp',
    'image/png',
  ]);
  if (file) await openFile(file);
}

/** Opens whatever was dropped, pasted or chosen: a workflow, a clip that carries one, or a photo. */
export async function openFile(file: File): Promise<void> {
  try {
    const document = await documentIn(file);
    if (document) {
      await showDocument(document, { keepsIdentity: isWorkflowFile(file) });
      toast.success(strings.files.opened(document.name));
    } else if (
      file.type.startsWith('image/') ||
      /\.(jpe?g|png|webp|avif|gif|bmp|heic|svg)$/i.test(file.name)
    ) {
      await bringPhoto(file);
    } else {
      throw new MediaError('file-unsupported', strings.files.noWorkflow, strings.files.noWorkflowHint);
    }
  } catch (error) {
    announceFailure(file.name, reportError(error));
  }
}

/** A saved document, not the copy of one that a clip carries. */
function isWorkflowFile(file: File): boolean {
  return file.name.toLowerCase().endsWith('.json') || file.type === 'application/json';
}

/** Opens a document under a draft of its own; what was open before stays among the recent documents. */
export async function showDocument(document: WorkflowDocument, options: OpenOptions = {}): Promise<void> {
  await openAsDraft(document, options);
  resetRuns();
  schedulePlan();
}

/** The workflow in a file; undefined when the file may be a plain photo. @throws {WorkflowError | MediaError} */
async function documentIn(file: File): Promise<WorkflowDocument | undefined> {
  const isJson = isWorkflowFile(file);
  const limit = isJson ? JSON_LIMIT_BYTES : CLIP_LIMIT_BYTES;
  if (file.size > limit) {
    throw new MediaError(
      'file-too-large',
      `The file is larger than ${limit / 1024 / 1024} MB.`,
      strings.files.noWorkflowHint,
    );
  }
  const { parseDocument } = await import('../../runtime/parse-document.ts');
  if (isJson) return parseDocument(await file.text());
  const { extractWorkflow } = await import('../../media/metadata/extract-workflow.ts');
  const text = extractWorkflow(new Uint8Array(await file.arrayBuffer()));
  return text === undefined ? undefined : parseDocument(text);
}

/** Puts a photo into the selected or first Load image node, or into a new one. */
export async function bringPhoto(file: File): Promise<void> {
  const reference = await putPhoto(file);
  if (reference === undefined) return;
  const { document, selection } = useDocument.getState();
  const isLoader = (id: string) => document.nodes[id]?.type.startsWith('load-image@') === true;
  const target = [...selection].find(isLoader) ?? Object.keys(document.nodes).find(isLoader);
  if (target !== undefined) {
    changeParam(target, 'file', reference);
    select([target]);
    return;
  }
  const declaration = registry.get('load-image');
  if (!declaration) return;
  const id = freeNodeId(document, declaration.type);
  edit(strings.steps.add(declaration.title), (draft) => {
    addNode(draft, id, declaration, { x: 0, y: 0 });
    const node = draft.nodes[id];
    if (node) node.params = { file: reference };
  });
  select([id]);
  toast.message(strings.files.noImageNode);
}
