import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { NODE_DECLARATIONS } from '../../../src/nodes/index.ts';
import type { WorkflowDocument } from '../../../src/runtime/document.ts';
import { NodeRegistry, splitPortReference } from '../../../src/runtime/registry.ts';
import { expect } from './app-test.ts';
import { PORTRAIT } from './command-line.ts';

const registry = new NodeRegistry(NODE_DECLARATIONS);

/** A wire as a user reads it on the screen, and as documents write it. */
export interface Wire {
  /** Title of the node that gives, and the label of its output. */
  readonly from: readonly [string, string];
  /** Title of the node that takes, and the label of its input. */
  readonly to: readonly [string, string];
  readonly source: { readonly node: string; readonly port: string };
  readonly target: { readonly node: string; readonly port: string };
}

/** The template "living portrait", to be built by hand. */
export async function portrait(): Promise<WorkflowDocument> {
  return JSON.parse(await readFile(PORTRAIT, 'utf8')) as WorkflowDocument;
}

export function titleOf(document: WorkflowDocument, node: string): string {
  return registry.get(document.nodes[node]?.type ?? '')?.title ?? node;
}

/** All wires of a document, in the order in which one would draw them. */
export function wiresOf(document: WorkflowDocument): Wire[] {
  return Object.entries(document.nodes).flatMap(([node, { type, inputs }]) =>
    Object.entries(inputs ?? {}).map(([port, reference]): Wire => {
      const source = splitPortReference(reference);
      if (!source) throw new Error(`${reference} is no port`);
      const giving = registry.get(document.nodes[source.node]?.type ?? '');
      const taking = registry.get(type);
      return {
        from: [giving?.title ?? '', giving?.outputs[source.port]?.label ?? ''],
        to: [taking?.title ?? '', taking?.inputs[port]?.label ?? ''],
        source,
        target: { node, port },
      };
    }),
  );
}

/** What a document computes: types, all parameters, wires by type of node. Every type occurs once here. */
export function meaningOf({ nodes }: WorkflowDocument): unknown {
  const typeOf = (id: string) => nodes[id]?.type ?? id;
  const entries = Object.entries(nodes).map(([, { type, params, inputs }]) => {
    const defaults = Object.entries(registry.get(type)?.params ?? {}).map(([name, spec]) => [
      name,
      spec.default,
    ]);
    const wires = Object.entries(inputs ?? {}).map(([port, reference]) => {
      const source = splitPortReference(reference);
      return [port, `${typeOf(source?.node ?? '')}.${source?.port}`];
    });
    return [type, { ...Object.fromEntries(defaults), ...params }, Object.fromEntries(wires)];
  });
  return entries.toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
}

/** The open document, as saving it writes it into a file. */
export async function savedDocument(page: Page): Promise<WorkflowDocument> {
  await page.evaluate(() => Object.assign(window, { showSaveFilePicker: undefined }));
  const downloading = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  return JSON.parse(await readFile(await (await downloading).path(), 'utf8')) as WorkflowDocument;
}

/** Waits for a run to end well and for the clip to play: its frames go by and differ. */
export async function expectPlayingClip(page: Page): Promise<void> {
  await expect(page.getByRole('contentinfo')).toContainText('Done in', { timeout: 120_000 });
  const player = page.getByRole('region', { name: 'Result' });
  await expect(player.locator('.player-count')).toHaveText(/\/ \d+$/);
  const frame = await player.locator('.player-count').textContent();
  await expect(player.locator('.player-count')).not.toHaveText(frame ?? '');
}

/** Takes so many steps back and all of them again: the document is the same, down to its layout. */
export async function expectUndoAndRedo(page: Page, steps: number): Promise<void> {
  const before = await savedDocument(page);
  for (let step = 0; step < steps; step++) await page.keyboard.press('Control+z');
  const undone = await savedDocument(page);
  expect(undone).not.toEqual(before);
  for (let step = 0; step < steps; step++) await page.keyboard.press('Control+Shift+z');
  expect(await savedDocument(page)).toEqual(before);
}
