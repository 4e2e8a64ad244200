import { type DecodedImage, decodeImage } from '../../media/image/decode-image.ts';
import type { NodeRun } from '../../runtime/node.ts';
import { NodeError } from '../../values/errors.ts';
import type { spec } from './load-image.node.ts';

export const run: NodeRun<typeof spec> = async (context, _inputs, params) => {
  if (params.file === '') {
    throw new NodeError(
      'no-photo',
      'No photo has been chosen.',
      'Drop, paste or choose a photo on this node.',
    );
  }
  const asset = await context.readAsset(params.file);
  context.progress(0.1, `Decoding ${asset.name}`);
  const decoded = await decodeImage(asset.bytes, params.maxSide);
  for (const remark of remarks(decoded)) context.notice(remark);
  return { image: decoded.image };
};

/** What the user should know about a photo that is not used exactly as it lies in the file. */
export function remarks({ image, header, originalWidth, originalHeight }: DecodedImage): string[] {
  const remarks: string[] = [];
  if (image.width !== originalWidth || image.height !== originalHeight) {
    remarks.push(`Reduced from ${originalWidth} × ${originalHeight} to ${image.width} × ${image.height} px.`);
  }
  if (header.frameCount > 1) remarks.push(`The first of ${header.frameCount} frames is used.`);
  if (header.orientation !== 1) remarks.push('Turned upright as the camera recorded it.');
  return remarks;
}
