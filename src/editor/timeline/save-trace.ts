import type { RunRecord } from '../../runtime/trace/run-record.ts';
import { traceOf } from '../../runtime/trace/trace-file.ts';
import { reportError } from '../../values/errors.ts';
import { useDocument } from '../document/document-store.ts';
import { fileName, saveBlob } from '../files/save-file.ts';
import { toast } from '../notices/toast.ts';
import { announceFailure } from '../run/announcements.ts';
import { engineStrings } from '../strings/engine-en.ts';

/** Saves the run for chrome://tracing and Perfetto. */
export async function saveTrace(record: RunRecord): Promise<void> {
  try {
    const { name } = useDocument.getState().whole;
    const blob = new Blob([JSON.stringify(traceOf(record, name))], { type: 'application/json' });
    if (await saveBlob(blob, `${fileName(name)}-trace.json`))
      toast.success(engineStrings.timeline.traceSaved);
  } catch (error) {
    announceFailure(undefined, reportError(error));
  }
}
