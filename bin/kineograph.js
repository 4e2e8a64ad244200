#!/usr/bin/env node
// Starts the command line. In a fresh checkout the app is built first, once.
import { ensureBuilt } from './ensure-built.js';

await ensureBuilt();
const { main } = await import('../dist/cli/main.js');
process.exitCode = await main(process.argv.slice(2));
