import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { appRoot } from './app-root.ts';
import { startAppServer } from './server/app-server.ts';
import { EXIT, UsageError } from './usage-error.ts';

/** Port on which `npm start` serves first. */
const DEFAULT_PORT = 5190;

/** `kineograph serve`: serves the editor until interrupted. Returns the exit code. */
export async function serveCommand(options: {
  readonly port?: string;
  readonly isolated: boolean;
}): Promise<number> {
  const root = appRoot();
  if (!existsSync(join(root, 'index.html')))
    throw new UsageError('The app is not built.', 'Run npm run build.');
  const port = options.port === undefined ? DEFAULT_PORT : Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError('--port needs a number.', 'Use e.g. 5190.');
  const server = await startAppServer({ root, port, isolated: options.isolated });
  process.stdout.write(
    `Kineograph is at ${server.url}\nPress Ctrl-C to stop. Nothing leaves this machine.\n`,
  );
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await server.close();
  return EXIT.done;
}
