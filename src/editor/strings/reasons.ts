import type { PortType } from '../../runtime/node.ts';
import { VALUE_TYPES } from '../../values/value.ts';
import { catalogue } from './catalogue.ts';
import { spokenMessage } from './messages.ts';
import { typeName } from './types.ts';

/** Why a node will run or cannot: the sentences of the planner. */
const reasons = catalogue('reasons', {
  neverRun: 'never run',
  cleared: 'its stored result was cleared',
  pinned: 'pinned: keeps its result',
  bypassed: 'bypassed: passes its input on',
  feeder: (node: string) => `"${node}", which feeds it, cannot run.`,
  otherFile: (param: string) => `${param} is another file`,
  otherType: (node: string, now: string, before: string) => `${node} is now ${now}, was ${before}`,
  improved: (type: string) => `${type} itself was improved`,
  model: (id: string) => `model ${id} was replaced`,
  connected: (port: string) => `input ${port} was connected`,
  disconnected: (port: string) => `input ${port} was disconnected`,
  input: (port: string) => `input ${port} changed`,
  notConnected: (label: string, type: string) => `Its input "${label}" is not connected: wire ${type} to it.`,
  byGpu: (node: string) => `${node} is now drawn by the GPU`,
  byProcessor: (node: string) => `${node} is now drawn by the processor`,
  noFile: (param: string) => `No file is chosen for ${param}: choose one.`,
  lostFile: (param: string, reference: string) =>
    `The file of ${param} (${reference}) is not on this device: choose it again.`,
  noModel: (id: string) => `The model "${id}" is missing from this installation: install Kineograph again.`,
});

type ReasonTexts = typeof reasons;

/** How the planner's sentences are recognised. */
const PATTERNS: readonly (readonly [RegExp, (texts: ReasonTexts, ...found: readonly string[]) => string])[] =
  [
    [/^never run$/, (texts) => texts.neverRun],
    [/^its stored result was cleared$/, (texts) => texts.cleared],
    [/^pinned: keeps its result$/, (texts) => texts.pinned],
    [/^bypassed: passes its input on$/, (texts) => texts.bypassed],
    [/^"(.+)", which feeds it, cannot run\.$/, (texts, node = '') => texts.feeder(node)],
    [/^(\S+) is another file$/, (texts, param = '') => texts.otherFile(param)],
    [
      /^(\S+) is now (\S+), was (\S+)$/,
      (texts, node = '', now = '', was = '') => texts.otherType(node, now, was),
    ],
    [/^(\S+) itself was improved$/, (texts, type = '') => texts.improved(type)],
    [/^model (\S+) was replaced$/, (texts, id = '') => texts.model(id)],
    [/^input (\S+) was connected$/, (texts, port = '') => texts.connected(port)],
    [/^input (\S+) was disconnected$/, (texts, port = '') => texts.disconnected(port)],
    [/^(\S+) is now drawn by the GPU$/, (texts, node = '') => texts.byGpu(node)],
    [/^(\S+) is now drawn by the processor$/, (texts, node = '') => texts.byProcessor(node)],
    [/^input (\S+) changed$/, (texts, port = '') => texts.input(port)],
    [
      /^Its input "(.+)" is not connected: wire (?:an? )?(\S+) to it\.$/,
      (texts, label = '', type = '') => texts.notConnected(label, isType(type) ? typeName(type) : type),
    ],
    [/^No file is chosen for (\S+): choose one\.$/, (texts, param = '') => texts.noFile(param)],
    [
      /^The file of (\S+) \((.+)\) is not on this device: choose it again\.$/,
      (texts, param = '', reference = '') => texts.lostFile(param, reference),
    ],
    [/^The model "(.+)" is missing from this installation/, (texts, id = '') => texts.noModel(id)],
  ];

/** A sentence of the planner or of a failure in the language of the moment; as it is when it is not known here. */
export function spokenReason(reason: string): string {
  for (const [pattern, speak] of PATTERNS) {
    const found = pattern.exec(reason);
    if (found) return speak(reasons, ...found.slice(1));
  }
  return spokenMessage(reason);
}

function isType(name: string): name is PortType {
  return name === 'Any' || (VALUE_TYPES as readonly string[]).includes(name);
}

export type { ReasonTexts };
