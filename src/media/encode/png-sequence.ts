import { Zip, ZipPassThrough } from 'fflate';
import { type EncodeJob, jobFrames, totalFrames } from './encode-job.ts';
import { encodePng } from './png-file.ts';

/** Earliest time a zip can hold; a fixed one keeps the bytes the same. Local, because zip times are. */
const FIXED_TIME = new Date(1980, 0, 1, 0, 0, 0);

const LEAST_DIGITS = 4;

/** Encodes every frame as a PNG without loss into a zip: `frame-0000.png`, `frame-0001.png`... */
export async function encodePngSequence(job: EncodeJob): Promise<Uint8Array> {
  const parts: BlobPart[] = [];
  let failure: Error | undefined;
  const zip = new Zip((error, data) => {
    if (error) failure ??= error;
    else parts.push(data.slice());
  });
  const digits = Math.max(LEAST_DIGITS, String(totalFrames(job) - 1).length);
  for await (const { index, data } of jobFrames(job)) {
    const entry = new ZipPassThrough(`frame-${String(index).padStart(digits, '0')}.png`);
    entry.mtime = FIXED_TIME;
    zip.add(entry);
    entry.push(await encodePng(data, job.clip.width, job.clip.height), true);
    if (failure) throw failure;
  }
  zip.end();
  if (failure) throw failure;
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
