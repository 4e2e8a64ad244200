import { reportError } from '../../values/errors.ts';
import { announceFailure } from '../run/announcements.ts';
import { engine } from '../run/engine.ts';

/**
 * Checks a photo by its header and stores it on this device.
 * @returns its reference, or undefined when it was refused; the user has been told why
 */
export async function putPhoto(file: File): Promise<string | undefined> {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const { readImageHeader } = await import('../../media/image/image-header.ts');
    readImageHeader(bytes);
    const { reference } = await (await engine()).putAsset({ name: file.name, mediaType: file.type, bytes });
    return reference;
  } catch (error) {
    announceFailure(file.name, reportError(error));
    return undefined;
  }
}
