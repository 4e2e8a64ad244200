import type { WorkflowDocument } from '../../runtime/document.ts';
import { WorkflowError } from '../../values/errors.ts';

export interface Template {
  /** File name in `workflows/`, without ending; the thumbnail has the same name. */
  readonly file: string;
  readonly name: string;
  /** What it does and for which photos. */
  readonly description: string;
}

export const TEMPLATES: readonly Template[] = [
  {
    file: 'living-portrait',
    name: 'Living portrait',
    description: 'Blinks, turns the head a little and breathes. For any portrait.',
  },
  {
    file: 'blink-and-breathe',
    name: 'Blink and breathe',
    description: 'The quietest life: lids and breath, the head stays still.',
  },
  {
    file: 'cinemagraph',
    name: 'Cinemagraph',
    description: 'Only the person moves. Every pixel of the background stands still.',
  },
  {
    file: 'parallax-still',
    name: 'Parallax still',
    description: 'A camera moves through the depth of the picture. Needs no face.',
  },
];

/** Fetches a template. @throws {WorkflowError} */
export async function loadTemplate(file: string): Promise<WorkflowDocument> {
  const response = await fetch(`/workflows/${file}.json`);
  if (!response.ok) {
    throw new WorkflowError('template-missing', `The template "${file}" cannot be read.`, 'Reload the page.');
  }
  const { parseDocument } = await import('../../runtime/parse-document.ts');
  return parseDocument(await response.text());
}
