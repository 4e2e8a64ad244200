import { deflateSync, Inflate } from 'fflate';
import { MediaError } from '../../values/errors.ts';
import { ByteView, hasTag } from '../bytes/byte-view.ts';
import { crc32 } from '../bytes/crc32.ts';
import { bigEndian, joinBytes, latin1Bytes } from '../bytes/join-bytes.ts';

/** Largest workflow that travels in a file, bytes of JSON. */
export const MAX_WORKFLOW_BYTES = 8 * 1024 * 1024;

/** `KGWF`, version 1: then CRC-32 of the JSON (4 bytes, big endian) and the deflated JSON (RFC 1951). */
const SIGNATURE = 'KGWF\x01';
const HEADER_BYTES = SIGNATURE.length + 4;

/** Compressed bytes unpacked at a time: bounds what a bomb can make before it is noticed. */
const UNPACK_STEP_BYTES = 4096;

/** Packs a workflow's JSON for a file's metadata. @throws {MediaError} `workflow-too-large` */
export function packWorkflow(json: string): Uint8Array<ArrayBuffer> {
  const text = workflowBytes(json);
  // A fixed level, so that the same workflow gives the same bytes.
  return joinBytes(latin1Bytes(SIGNATURE), bigEndian(crc32(text), 4), deflateSync(text, { level: 9 }));
}

/** A workflow's JSON as UTF-8. @throws {MediaError} `workflow-too-large` */
export function workflowBytes(json: string): Uint8Array {
  const bytes = new TextEncoder().encode(json);
  if (bytes.length > MAX_WORKFLOW_BYTES) throw tooLarge();
  return bytes;
}

/** The JSON out of a stamp. @throws {MediaError} `workflow-damaged` or `workflow-too-large` */
export function unpackWorkflow(stamp: Uint8Array): string {
  if (!hasTag(stamp, 0, SIGNATURE)) throw damaged();
  const expected = new ByteView(stamp, damaged).u32(SIGNATURE.length);
  const bytes = inflateWorkflow(stamp.subarray(HEADER_BYTES));
  if (crc32(bytes) !== expected) throw damaged();
  return decodeWorkflow(bytes);
}

/** Inflates raw deflate data, at most {@link MAX_WORKFLOW_BYTES}. @throws {MediaError} */
export function inflateWorkflow(packed: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const inflate = new Inflate((data, final) => {
    size += data.length;
    parts.push(data);
    ended = final;
  });
  try {
    for (let at = 0; at < packed.length && size <= MAX_WORKFLOW_BYTES; at += UNPACK_STEP_BYTES) {
      const step = packed.slice(at, at + UNPACK_STEP_BYTES);
      inflate.push(step, at + UNPACK_STEP_BYTES >= packed.length);
    }
  } catch (cause) {
    throw damaged({ cause });
  }
  if (size > MAX_WORKFLOW_BYTES) throw tooLarge();
  if (!ended) throw damaged();
  return joinBytes(...parts);
}

/** UTF-8 to text. @throws {MediaError} `workflow-damaged` */
export function decodeWorkflow(bytes: Uint8Array): string {
  if (bytes.length > MAX_WORKFLOW_BYTES) throw tooLarge();
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw damaged({ cause });
  }
}

function tooLarge(): MediaError {
  return new MediaError(
    'workflow-too-large',
    `The workflow is larger than ${MAX_WORKFLOW_BYTES / 1024 / 1024} MB.`,
    'Save it as a JSON file of its own, or remove what it does not need.',
  );
}

function damaged(options?: ErrorOptions): MediaError {
  return new MediaError(
    'workflow-damaged',
    'The file carries a workflow, but it is damaged.',
    'Fetch the file again from where it came from; some services rewrite what they are given.',
    options,
  );
}
