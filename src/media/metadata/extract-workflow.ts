import { ContainerDamaged } from './metadata-container.ts';
import { containerOf } from './metadata-containers.ts';

/**
 * The workflow's JSON that a file carries, exactly as it was put in; undefined when it carries none or is no such
 * file at all. The text is untrusted: parse it as any other workflow document.
 *
 * @param file MP4, WebM, GIF, WebP, PNG or zip
 * @throws {MediaError} `workflow-damaged` or `workflow-too-large` (8 MB)
 */
export function extractWorkflow(file: Uint8Array): string | undefined {
  try {
    return containerOf(file)?.extract(file);
  } catch (error) {
    if (error instanceof ContainerDamaged) return undefined;
    throw error;
  }
}
