import { Command, CommanderError } from 'commander';
import { KineographError, reportError } from '../values/errors.ts';
import { type CacheOptions, cacheCommand } from './cache-command.ts';
import { nodesCommand } from './nodes-command.ts';
import { type RunOptions, runCommand } from './run-command.ts';
import { serveCommand } from './serve-command.ts';
import { EXIT } from './usage-error.ts';
import { validateCommand } from './validate-command.ts';

/** Parses the command line and performs it. Resolves with the exit code; never rejects. */
export async function main(args: readonly string[]): Promise<number> {
  let code: number = EXIT.done;
  process.stdout.on('error', endOnClosedPipe);
  const program = new Command('kineograph')
    .description('Animates still photos by node workflows, on this machine only.')
    .exitOverride()
    .showHelpAfterError();
  program
    .command('run')
    .description('run a workflow (or one carried by a clip) and write its first output')
    .argument('<workflow>', 'a .json workflow, or a clip or picture that Kineograph made')
    .option('--set <node.param=value>', 'change a parameter; local files for file parameters', collect, [])
    .requiredOption('--out <file>', 'where to write: .mp4, .webm, .gif, .webp or .zip')
    .option('--json', 'write every event as a line of JSON to stdout')
    .option('--trace <file>', 'write how the run went, for chrome://tracing or Perfetto')
    .option('--profile <dir>', 'keep results here, so that the next run reuses them')
    .option('--browser <path>', 'the Chromium, Chrome or Edge to use')
    .option('--timeout <seconds>', 'give up after this time')
    .action(async (workflow: string, options: RunOptions) => {
      code = await runCommand(workflow, options);
    });
  program
    .command('validate')
    .description('list what would keep a workflow from running')
    .argument('<workflow>')
    .option('--json')
    .action(async (workflow: string, options: { json?: boolean }) => {
      code = await validateCommand(workflow, options);
    });
  program
    .command('nodes')
    .description('list the node types')
    .option('--json')
    .action((options: { json?: boolean }) => {
      code = nodesCommand(options);
    });
  program
    .command('cache')
    .description('show (ls), clean up (gc), check (verify) or delete (clear) the results kept in a profile')
    .argument('<ls|gc|verify|clear>')
    .requiredOption('--profile <dir>', 'the folder that `run --profile` named')
    .option('--keep <size>', 'with gc: evict results until so much is left, e.g. 500MB')
    .option('--json')
    .option('--browser <path>', 'the Chromium, Chrome or Edge to use')
    .action(async (action: string, options: CacheOptions) => {
      code = await cacheCommand(action, options);
    });
  program
    .command('serve')
    .description('serve the editor on this machine')
    .option('--port <number>')
    .option('--no-isolated', 'leave out cross-origin isolation')
    .action(async (options: { port?: string; isolated: boolean }) => {
      code = await serveCommand(options);
    });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return exitCodeOf(error);
  }
}

function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

/** Whoever reads the output may stop reading (`| head`); that is no fault. */
function endOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.done);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  const { code, message, remedy, stack } = reportError(error);
  process.stderr.write(`error: ${message} ${remedy}\n`);
  if (!(error instanceof KineographError) && stack) process.stderr.write(`${stack}\n`);
  if (code === 'no-browser') return EXIT.noBrowser;
  return code === 'usage' || code.startsWith('workflow-') ? EXIT.usage : EXIT.nodeFailed;
}
