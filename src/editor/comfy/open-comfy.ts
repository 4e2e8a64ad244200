import { useDocument } from '../document/document-store.ts';
import { bringPhoto } from '../files/bring-photo.ts';
import { putPhoto } from '../files/put-photo.ts';
import { showDocument } from '../files/show-document.ts';
import { toast } from '../notices/toast.ts';
import { registry } from '../registry.ts';
import { closeDialog, openDialog } from '../shell/dialog-state.ts';
import { comfyStrings } from '../strings/comfy-en.ts';
import type { ComfyGraph } from './comfy-graph.ts';
import { useComfyImport } from './comfy-import-state.ts';
import { importComfy } from './import-comfy.ts';
import { parseComfy } from './read-comfy.ts';

/** Texts of a picture that may hold a workflow, the better one first: the canvas's has places and groups. */
const MEMBERS = ['workflow', 'Workflow', 'prompt', 'Prompt'] as const;

/** Opens a ComfyUI workflow and shows what became of it. @returns false when the text is none */
export async function openComfyText(text: string, fileName?: string): Promise<boolean> {
  const graph = parseComfy(text);
  if (!graph) return false;
  await show(graph, nameOf(fileName), undefined);
  return true;
}

/**
 * Opens the ComfyUI workflow that a picture carries, with the picture as its photo.
 * @param texts of the picture by name
 * @returns false when it carries none
 */
export async function openComfyPicture(file: File, texts: ReadonlyMap<string, string>): Promise<boolean> {
  for (const member of MEMBERS) {
    const graph = parseComfy(texts.get(member) ?? '');
    if (!graph) continue;
    await show(graph, nameOf(file.name), file);
    return true;
  }
  return false;
}

/** Goes back to the document that was open before the import, and puts the picture into it as a photo. */
export async function takePictureAlone(): Promise<void> {
  const picture = useComfyImport.getState().last?.picture;
  if (!picture) return;
  closeDialog();
  await showDocument(picture.before, { keepsIdentity: true });
  await bringPhoto(picture.file);
}

/** Shows the report of the last import again. */
export function showComfyReport(): void {
  if (useComfyImport.getState().last) openDialog('comfy');
  else toast.message(comfyStrings.noReport);
}

async function show(graph: ComfyGraph, name: string, file: File | undefined): Promise<void> {
  const photo = file && (await putPhoto(file));
  const { document: before } = useDocument.getState();
  const { document, report } = importComfy(graph, registry, { name, photo });
  await showDocument(document);
  useComfyImport.setState({
    last: { name, report, picture: file && photo !== undefined ? { file, before } : undefined },
  });
  openDialog('comfy');
}

function nameOf(fileName: string | undefined): string {
  return fileName?.replace(/\.\w+$/, '') || comfyStrings.workflow;
}
