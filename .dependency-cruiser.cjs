const { Compiler } = require('@swc/core');
const { Visitor } = require('@swc/core/Visitor.js');

// TypeScript 7 has no API for tools, so the cruiser reads our files with swc. It asks swc for plain TypeScript only;
// .tsx files need the other grammar.
const { parseFileSync } = Compiler.prototype;
Compiler.prototype.parseFileSync = function parseTsx(file, options, ...rest) {
  return parseFileSync.call(this, file, { ...options, tsx: file.endsWith('.tsx') }, ...rest);
};

// swc's visitor knows no `using` declarations yet; they hold expressions like any other declaration.
const { visitStatement } = Visitor.prototype;
Visitor.prototype.visitStatement = function visitKnownStatement(statement) {
  if (statement.type !== 'UsingDeclaration') return visitStatement.call(this, statement);
  statement.decls = this.visitVariableDeclarators(statement.decls);
  return statement;
};

/**
 * Floors: imports only go down (docs/decisions/0002-floors.md), types included. Circles are Biome's `noImportCycles`.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const FLOORS = [
  ['values'],
  ['runtime'],
  ['media', 'motion', 'inference'],
  ['nodes'],
  ['workers'],
  ['editor', 'cli'],
];

const TEST_FILES = '\\.(test|fixture)\\.tsx?$';

const folderPattern = (folders) => `^src/(${folders.join('|')})/`;

/** Each floor may import itself and the floors below it. */
const floorRules = FLOORS.slice(0, -1).map((folders, floor) => ({
  name: `floor-${floor}-${folders.join('-')}`,
  comment: `src/{${folders.join(',')}} must not import from the floors above`,
  severity: 'error',
  from: { path: folderPattern(folders) },
  to: { path: folderPattern(FLOORS.slice(floor + 1).flat()) },
}));

module.exports = {
  forbidden: [
    ...floorRules,
    {
      name: 'floor-2-apart-from-runtime',
      comment: 'kernels, motion and models are plain functions: they know nothing of workflows',
      severity: 'error',
      from: { path: folderPattern(['media', 'motion', 'inference']) },
      to: { path: folderPattern(['runtime']) },
    },
    {
      name: 'media-below-motion',
      comment: 'src/motion may use src/media; the other way round makes a circle',
      severity: 'error',
      from: { path: folderPattern(['media']) },
      to: { path: folderPattern(['motion', 'inference']) },
    },
    {
      name: 'hosts-apart',
      comment: 'editor and command line are two hosts of one engine; they share nothing but the floors below',
      severity: 'error',
      from: { path: folderPattern(['editor']) },
      to: { path: folderPattern(['cli']) },
    },
    {
      name: 'hosts-apart-too',
      severity: 'error',
      from: { path: folderPattern(['cli']) },
      to: { path: folderPattern(['editor']) },
    },
    {
      name: 'declarations-load-no-code',
      comment: 'a node is declared everywhere, its code is loaded only where it runs: import() it',
      severity: 'error',
      from: { path: '^src/nodes/(index|[^/]+/[^/]+\\.node)\\.ts$' },
      to: { path: '\\.run\\.ts$', dependencyTypesNot: ['dynamic-import'] },
    },
    {
      name: 'react-only-in-editor',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/editor/' },
      to: { path: '^node_modules/(react|react-dom|@xyflow)/' },
    },
    {
      name: 'node-only-in-hosts',
      comment: 'what runs in the browser must not need Node',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true, pathNot: '\\?(url|raw|worker)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Tests may import anything.
    exclude: { path: ['\\?(url|raw|worker)$', TEST_FILES] },
    parser: 'swc',
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'browser', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
