/**
 * Every failure that a user can meet: what happened, and what to do about it.
 * `code` is stable and machine-readable, `message` says what happened, `remedy` what the user can do.
 */
export class KineographError extends Error {
  readonly code: string;
  readonly remedy: string;

  constructor(code: string, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
    this.remedy = remedy;
  }
}

/** A node could not do its work on the inputs it was given. */
export class NodeError extends KineographError {}

/** A model file is missing, differs from its manifest, or could not be run. */
export class ModelError extends KineographError {}

/** A workflow document is malformed, refers to something unknown, or exceeds a bound. */
export class WorkflowError extends KineographError {}

/** A file from outside (photo, clip, asset) is missing, broken or too large. */
export class MediaError extends KineographError {}

/** The cache or asset store could not hold or give back a value. */
export class StorageError extends KineographError {}

/** Plain form of an error: it crosses worker boundaries and lands in run events. */
export interface ErrorReport {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  /** Developer detail, shown behind a disclosure. */
  readonly stack?: string;
}

const UNEXPECTED_REMEDY =
  'This is a fault in Kineograph. Try again; if it stays, report it with the details below.';

/** How browsers say that memory cannot be had: Chromium, Firefox, Safari, and WebAssembly in all of them. */
const NO_MEMORY = /allocation (failed|size overflow)|out of memory|could not allocate memory|failed to grow/i;

/**
 * Turns anything thrown into an {@link ErrorReport}; a lack of memory gets code `out-of-memory`, unknown throwables get
 * `unexpected`.
 */
export function reportError(thrown: unknown): ErrorReport {
  if (thrown instanceof KineographError) {
    return { code: thrown.code, message: thrown.message, remedy: thrown.remedy, stack: thrown.stack };
  }
  if (isErrorReport(thrown)) return thrown;
  if (thrown instanceof Error && NO_MEMORY.test(thrown.message)) return outOfMemory(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const stack = thrown instanceof Error ? thrown.stack : undefined;
  return { code: 'unexpected', message, remedy: UNEXPECTED_REMEDY, stack };
}

function outOfMemory({ message, stack }: Error): ErrorReport {
  return {
    code: 'out-of-memory',
    message: `The browser gave it no more memory (${message}).`,
    remedy: 'Close other tabs and programs, or make a smaller picture or a shorter clip.',
    stack,
  };
}

function isErrorReport(value: unknown): value is ErrorReport {
  if (typeof value !== 'object' || value === null) return false;
  const { code, message, remedy } = value as Record<string, unknown>;
  return typeof code === 'string' && typeof message === 'string' && typeof remedy === 'string';
}
