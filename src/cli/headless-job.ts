import type { WorkflowDocument } from '../runtime/document.ts';
import type { ErrorReport } from '../values/errors.ts';

/** What the command line asks of the headless page. Paths are on the server that serves the page. */
export interface HeadlessJob {
  readonly document: WorkflowDocument;
  /** `node.port` of the file to make. */
  readonly output: string;
  /** Local files that the document refers to as `asset:<sha256>`. */
  readonly assets: readonly { readonly path: string; readonly name: string; readonly mediaType: string }[];
  /** Where the finished file is PUT, or those of a list, in its order. */
  readonly uploadPaths: readonly string[];
}

export interface HeadlessResult {
  readonly outcome: 'done' | 'failed' | 'cancelled';
  /** The uploaded files. Elements of a list that failed are absent. */
  readonly files: readonly { readonly index: number; readonly mediaType: string }[];
}

export type HeadlessReply =
  | { readonly ok: true; readonly result: HeadlessResult }
  | { readonly ok: false; readonly error: ErrorReport };
