import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const SOURCES = [
  'src',
  'models',
  'workflows',
  'public',
  'index.html',
  'headless.html',
  'vite.config.ts',
  'package-lock.json',
];
const NOT_BUILT = /(\.test\.tsx?$)|(^|\/)(convert|training|golden|node_modules)(\/|$)/;

/**
 * Builds app and command line when they are missing or older than their sources. An installed package comes built
 * and without sources. Messages go to stderr: stdout belongs to the command. KINEOGRAPH_SKIP_BUILD takes what is there,
 * for tests that build first.
 */
export async function ensureBuilt() {
  const built = join(ROOT, 'dist', 'cli', 'main.js');
  const app = join(ROOT, 'dist', 'app', 'index.html');
  if (!existsSync(join(ROOT, 'src'))) return;
  if (existsSync(built) && existsSync(app)) {
    if (process.env.KINEOGRAPH_SKIP_BUILD) return;
    const since = Math.min(statSync(built).mtimeMs, statSync(app).mtimeMs);
    if (!SOURCES.some((source) => isNewer(join(ROOT, source), since))) return;
  }
  process.stderr.write('Building Kineograph (once)…\n');
  await run('npx', ['vite', 'build', '--logLevel', 'warn']);
  await run('npx', ['vite', 'build', '--config', 'vite.cli.config.ts', '--logLevel', 'warn']);
}

function isNewer(path, since) {
  if (NOT_BUILT.test(path.slice(ROOT.length)) || !existsSync(path)) return false;
  const facts = statSync(path);
  if (!facts.isDirectory()) return facts.mtimeMs > since;
  return readdirSync(path).some((name) => isNewer(join(path, name), since));
}

function run(command, args) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 2, 2] });
    child.once('error', fail);
    child.once('exit', (code) =>
      code === 0 ? done() : fail(new Error(`${command} ${args.join(' ')} failed (${code})`)),
    );
  });
}
