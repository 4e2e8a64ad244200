import type { WorkflowDocument } from '../../runtime/document.ts';
import { migrateDocument } from '../../runtime/migrate-document.ts';
import { WorkflowError } from '../../values/errors.ts';
import { servedPath } from '../../values/served-path.ts';

/** Names of the files in `workflows/`, without ending; thumbnails and texts have the same names. */
export const TEMPLATES = ['living-portrait', 'blink-and-breathe', 'cinemagraph', 'parallax-still'] as const;

/** Fetches a template. @throws {WorkflowError} */
export async function loadTemplate(file: string): Promise<WorkflowDocument> {
  const response = await fetch(servedPath(`workflows/${file}.json`));
  if (!response.ok) {
    throw new WorkflowError('template-missing', `The template "${file}" cannot be read.`, 'Reload the page.');
  }
  // Served with this code and tested to be valid: the validator, a tenth of the first load, is for files from outside.
  return migrateDocument(await response.json()) as WorkflowDocument;
}
