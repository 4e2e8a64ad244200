import { MediaError } from '../../values/errors.ts';
import { ContainerDamaged } from './metadata-container.ts';
import { containerOf } from './metadata-containers.ts';

/**
 * Puts a workflow's JSON into a file's metadata, so that the file can be opened as the workflow that made it.
 * The file plays as before; an earlier workflow in it is replaced; the same input gives the same bytes.
 *
 * @param file MP4, WebM, GIF, WebP, PNG or zip; left as it is
 * @param mediaType for the message when the file is of another kind
 * @throws {MediaError} `metadata-unsupported`, `file-damaged` or `workflow-too-large` (8 MB)
 */
export function embedWorkflow(file: Uint8Array, mediaType: string, json: string): Uint8Array<ArrayBuffer> {
  const container = containerOf(file);
  if (!container) {
    throw new MediaError(
      'metadata-unsupported',
      `A file of type ${mediaType} cannot carry a workflow.`,
      'Save the workflow as a JSON file beside it.',
    );
  }
  try {
    return container.embed(file, json);
  } catch (error) {
    if (!(error instanceof ContainerDamaged)) throw error;
    throw new MediaError(
      'file-damaged',
      `The ${container.name} file is damaged: ${error.message}.`,
      'Encode the clip again.',
      { cause: error },
    );
  }
}
