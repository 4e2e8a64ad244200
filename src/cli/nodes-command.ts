import { NODE_DECLARATIONS } from '../nodes/index.ts';
import { EXIT } from './usage-error.ts';

/** `kineograph nodes`: lists the node types with their ports and parameters. Returns the exit code. */
export function nodesCommand(options: { readonly json?: boolean }): number {
  if (options.json) {
    const specs = NODE_DECLARATIONS.map(({ load: _load, migrations: _migrations, ...spec }) => spec);
    process.stdout.write(`${JSON.stringify(specs, undefined, 2)}\n`);
    return EXIT.done;
  }
  for (const { type, version, summary, inputs, outputs, params } of NODE_DECLARATIONS) {
    const ports = [
      ...Object.entries(inputs).map(
        ([name, { type: taken, optional }]) => `${name}${optional ? '?' : ''}: ${taken}`,
      ),
      '→',
      ...Object.entries(outputs).map(([name, { type: given }]) => `${name}: ${given}`),
    ];
    const names = Object.entries(params).map(([name, spec]) => `${name}=${JSON.stringify(spec.default)}`);
    process.stdout.write(
      `${type}@${version}  ${summary}\n    ${ports.join('  ')}\n    ${names.join('  ')}\n`,
    );
  }
  return EXIT.done;
}
