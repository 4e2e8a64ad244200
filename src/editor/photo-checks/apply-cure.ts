import { reportError } from '../../values/errors.ts';
import { changeParam, useDocument } from '../document/document-store.ts';
import { showDocument } from '../files/show-document.ts';
import { loadTemplate } from '../gallery/templates.ts';
import { announceFailure } from '../run/announcements.ts';
import type { Cure } from './cures.ts';

/** Does what a cure says: one undoable step, or another document with the same photo. */
export async function applyCure(cure: Cure, photo: string): Promise<void> {
  if (cure.kind === 'set') changeParam(cure.node, cure.param, cure.value);
  else if (cure.kind === 'face') changeParam(cure.node, 'index', cure.index);
  else await openTemplateWith(cure.template, photo);
}

async function openTemplateWith(template: string, photo: string): Promise<void> {
  try {
    await showDocument(await loadTemplate(template));
    const { nodes } = useDocument.getState().document;
    const loader = Object.keys(nodes).find((id) => nodes[id]?.type.startsWith('load-image@'));
    if (loader !== undefined) changeParam(loader, 'file', photo);
  } catch (error) {
    announceFailure(undefined, reportError(error));
  }
}
