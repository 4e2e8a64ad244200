import { KineographError } from '../values/errors.ts';

/** Exit codes of the command line. */
export const EXIT = {
  done: 0,
  /** Bad usage or a workflow that cannot run. */
  usage: 2,
  nodeFailed: 3,
  noBrowser: 4,
  /** Interrupted with Ctrl-C, as shells count it. */
  interrupted: 130,
} as const;

/** The command line was used wrongly, or a file it names is not usable. */
export class UsageError extends KineographError {
  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super('usage', message, remedy, options);
  }
}

/** No browser could be found or started. */
export class NoBrowserError extends KineographError {
  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super('no-browser', message, remedy, options);
  }
}
