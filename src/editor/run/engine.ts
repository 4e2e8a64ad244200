import { connectEngine } from '../../workers/connect-engine.ts';
import type { EngineApi } from '../../workers/engine-api.ts';

let connection: Promise<EngineApi> | undefined;

/** The engine of this page, started on first use. @throws {KineographError} `engine-start` */
export function engine(): Promise<EngineApi> {
  connection ??= connectEngine();
  connection.catch(() => {
    connection = undefined;
  });
  return connection;
}
