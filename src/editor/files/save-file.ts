import type { WorkflowDocument } from '../../runtime/document.ts';
import { withoutIdentity } from '../../runtime/document-identity.ts';
import { serialiseDocument } from '../../runtime/serialise-document.ts';
import { reportError } from '../../values/errors.ts';
import type { FileValue } from '../../values/value.ts';
import { goOnAsCopy } from '../document/current-draft.ts';
import { markSaved, useDocument } from '../document/document-store.ts';
import { toast } from '../notices/toast.ts';
import { announceFailure } from '../run/announcements.ts';
import { documentBehind } from '../run/run-store.ts';
import { strings } from '../strings/en.ts';

interface FileTarget {
  createWritable(): Promise<{ write(data: Blob): Promise<void>; close(): Promise<void> }>;
}

interface SavePicker {
  showSaveFilePicker?(options: {
    suggestedName: string;
    types: { accept: Record<string, string[]> }[];
  }): Promise<FileTarget>;
}

/** The file that this document was saved to last, where the browser lets pages write to it again. */
let savedTo: { readonly target: FileTarget; readonly opening: number; readonly id?: string } | undefined;

/**
 * Saves the clip with the workflow that made it inside, so that dropping it here opens the graph again.
 * @param key under which the clip is stored
 */
export async function saveClip(file: FileValue, key: string | undefined): Promise<void> {
  try {
    const { embedWorkflow } = await import('../../media/metadata/embed-workflow.ts');
    // A clip from before the last change carries the workflow that made it.
    const made = key === undefined ? undefined : documentBehind(key);
    const document = made ?? useDocument.getState().whole;
    const bytes = embedWorkflow(file.bytes, file.mediaType, serialiseDocument(withoutIdentity(document)));
    const extension = file.name.slice(file.name.lastIndexOf('.'));
    const blob = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: file.mediaType });
    if (await saveBlob(blob, `${fileName(document.name)}${extension}`))
      toast.success(strings.files.clipSaved);
  } catch (error) {
    announceFailure(undefined, reportError(error));
  }
}

/** Saves the workflow as JSON: to the file it was saved to before, or to one that the user chooses. */
export async function saveWorkflow(): Promise<void> {
  const { whole: document, openings } = useDocument.getState();
  const isThis = savedTo?.opening === openings && savedTo.id === document.id;
  await told(async () => {
    if (!(await save(document, isThis ? savedTo?.target : undefined))) return false;
    markSaved();
    return true;
  });
}

/** Saves the workflow as JSON to a file that the user chooses, as a document of its own that is edited from now on. */
export async function saveWorkflowAs(): Promise<void> {
  const copy = { ...useDocument.getState().whole, id: crypto.randomUUID() };
  await told(async () => {
    if (!(await save(copy, undefined))) return false;
    await goOnAsCopy(copy.id);
    markSaved();
    return true;
  });
}

/** @returns false when the user chose to save nowhere */
async function save(document: WorkflowDocument, target: FileTarget | undefined): Promise<boolean> {
  const { openings } = useDocument.getState();
  const blob = new Blob([serialiseDocument(document)], { type: 'application/json' });
  if (target) {
    await writeTo(target, blob);
    return true;
  }
  return saveBlob(blob, `${fileName(document.name)}.json`, (chosen) => {
    const { id } = document;
    savedTo = { target: chosen, opening: openings, ...(id === undefined ? {} : { id }) };
  });
}

async function told(saving: () => Promise<boolean>): Promise<void> {
  try {
    if (await saving()) toast.success(strings.files.workflowSaved);
  } catch (error) {
    announceFailure(undefined, reportError(error));
  }
}

/**
 * Lets the user save bytes where they choose, or downloads them.
 * @param onChosen hears of the chosen file, where the browser gives one
 * @returns false when the user chose to save nowhere
 */
export async function saveBlob(
  blob: Blob,
  suggestedName: string,
  onChosen?: (target: FileTarget) => void,
): Promise<boolean> {
  const { showSaveFilePicker } = window as SavePicker;
  if (showSaveFilePicker) {
    try {
      const extension = suggestedName.slice(suggestedName.lastIndexOf('.'));
      const type = { accept: { [blob.type]: [extension] } };
      const target = await showSaveFilePicker.call(window, { suggestedName, types: [type] });
      await writeTo(target, blob);
      onChosen?.(target);
      return true;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return false;
      // Some hosts forbid the picker; the download below always works.
    }
  }
  const url = URL.createObjectURL(blob);
  const link = window.document.createElement('a');
  link.href = url;
  link.download = suggestedName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return true;
}

async function writeTo(target: FileTarget, blob: Blob): Promise<void> {
  const writable = await target.createWritable();
  await writable.write(blob);
  await writable.close();
}

/** "Living portrait" -> "living-portrait" */
export function fileName(name: string): string {
  const plain = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  return plain.replace(/^-|-$/g, '').slice(0, 60) || 'kineograph';
}
