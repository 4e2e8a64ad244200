import type { WorkflowDocument } from '../../runtime/document.ts';
import { MediaError, reportError } from '../../values/errors.ts';
import { toast } from '../notices/toast.ts';
import { announceFailure } from '../run/announcements.ts';
import { strings } from '../strings/en.ts';
import { bringPhoto } from './bring-photo.ts';
import { pickFile } from './pick-file.ts';
import { showDocument } from './show-document.ts';

/** Largest workflow text and largest clip that are looked into. */
const JSON_LIMIT_BYTES = 8 * 1024 * 1024;
const CLIP_LIMIT_BYTES = 1024 ** 3;
/** Largest picture whose texts are read. */
const PICTURE_LIMIT_BYTES = 256 * 1024 * 1024;

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
    if (await openFromComfy(file)) return;
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

/** Opens the text of a whole workflow, such as one that was pasted. @returns false when it is none */
export async function openText(text: string): Promise<boolean> {
  if (!text.trimStart().startsWith('{') || text.length > JSON_LIMIT_BYTES) return false;
  try {
    if (/"kineograph"\s*:/.test(text)) {
      const { parseDocument } = await import('../../runtime/parse-document.ts');
      const document = parseDocument(text);
      await showDocument(document);
      toast.success(strings.files.opened(document.name));
      return true;
    }
    const { openComfyText } = await import('../comfy/open-comfy.ts');
    return await openComfyText(text);
  } catch (error) {
    announceFailure(undefined, reportError(error));
    return true;
  }
}

/** Opens a workflow of ComfyUI: a file of its own, or a picture that carries one. @returns false for any other file */
async function openFromComfy(file: File): Promise<boolean> {
  if (isWorkflowFile(file)) {
    if (file.size > JSON_LIMIT_BYTES) return false;
    const text = await file.text();
    if (!/"(class_type|last_node_id|links)"/.test(text)) return false;
    const { openComfyText } = await import('../comfy/open-comfy.ts');
    return await openComfyText(text, file.name);
  }
  if (file.size > PICTURE_LIMIT_BYTES) return false;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { pictureTexts } = await import('../../media/metadata/picture-texts.ts');
  const texts = pictureTexts(bytes);
  if (texts.size === 0) return false;
  const { openComfyPicture } = await import('../comfy/open-comfy.ts');
  return await openComfyPicture(file, texts);
}

/** A saved document, not the copy of one that a clip carries. */
function isWorkflowFile(file: File): boolean {
  return file.name.toLowerCase().endsWith('.json') || file.type === 'application/json';
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
