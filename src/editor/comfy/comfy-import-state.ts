import { create } from 'zustand';
import type { WorkflowDocument } from '../../runtime/document.ts';
import type { ComfyReport } from './comfy-report.ts';

/** The last import, for its report. */
export interface LastImport {
  readonly name: string;
  readonly report: ComfyReport;
  /** Where the workflow came in a picture: the picture, and the document that was open before. */
  readonly picture?: { readonly file: File; readonly before: WorkflowDocument } | undefined;
}

export const useComfyImport = create<{ readonly last: LastImport | undefined }>(() => ({ last: undefined }));
