import { deflateSync, Inflate } from 'fflate';
import type { WorkflowDocument, WorkflowNode } from '../../runtime/document.ts';
import { withoutIdentity } from '../../runtime/document-identity.ts';
import { parseDocument } from '../../runtime/parse-document.ts';
import { serialiseDocument } from '../../runtime/serialise-document.ts';
import { WorkflowError } from '../../values/errors.ts';

/** Bounds of a link: longer ones break in chat programs, and a short one must not unpack without end. */
export const LINK_LIMITS = {
  /** characters of the fragment's member */
  characters: 64 * 1024,
  /** bytes of the unpacked JSON */
  bytes: 1024 * 1024,
} as const;

/** Compressed bytes that are unpacked at a time; deflate makes at most about a thousand times as many. */
const STEP_BYTES = 256;
const BEST_COMPRESSION = 9;
/** Files that the user brought stay on this device. */
const OWN_FILE = /^asset:/;

/**
 * A workflow as text for a URL: JSON, raw deflate, base64url. References to the user's own files are left out.
 * @throws {WorkflowError} `link-too-long`
 */
export function packWorkflow(document: WorkflowDocument): string {
  const nodes = Object.fromEntries(
    Object.entries(document.nodes).map(([id, node]) => [id, withoutOwnFiles(node)]),
  );
  const text = serialiseDocument(withoutIdentity({ ...document, nodes }));
  // Indentation is for people; a link is as short as it can be.
  const bytes = new TextEncoder().encode(JSON.stringify(JSON.parse(text)));
  const packed = toBase64Url(deflateSync(bytes, { level: BEST_COMPRESSION }));
  if (packed.length > LINK_LIMITS.characters || bytes.length > LINK_LIMITS.bytes) {
    throw new WorkflowError(
      'link-too-long',
      'This workflow is too large for a link.',
      'Save it as a file and send that.',
    );
  }
  return packed;
}

/** The workflow in a link's text, checked like any document from outside. @throws {WorkflowError} */
export function unpackWorkflow(packed: string): WorkflowDocument {
  if (packed.length > LINK_LIMITS.characters) throw brokenLink();
  return parseDocument(new TextDecoder().decode(inflateBounded(fromBase64Url(packed))));
}

function withoutOwnFiles(node: WorkflowNode): WorkflowNode {
  if (!node.params) return node;
  const kept = Object.entries(node.params).filter(
    ([, value]) => !(typeof value === 'string' && OWN_FILE.test(value)),
  );
  return { ...node, params: Object.fromEntries(kept) };
}

function inflateBounded(packed: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let total = 0;
  let ended = false;
  const inflate = new Inflate((part, final) => {
    total += part.length;
    if (total > LINK_LIMITS.bytes) throw brokenLink();
    parts.push(part);
    ended = final;
  });
  try {
    for (let at = 0; at < packed.length; at += STEP_BYTES) {
      inflate.push(packed.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= packed.length);
    }
  } catch (error) {
    throw error instanceof WorkflowError ? error : brokenLink();
  }
  if (!ended) throw brokenLink();
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function brokenLink(): WorkflowError {
  return new WorkflowError(
    'link-broken',
    'The link holds no complete workflow.',
    'Copy it again as a whole, or ask for the workflow as a file.',
  );
}

function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array {
  if (!/^[\w-]+$/.test(text)) throw brokenLink();
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  } catch {
    throw brokenLink();
  }
}
