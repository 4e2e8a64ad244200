import manifest from '../../../models/manifest.json' with { type: 'json' };
import { useDocument } from '../document/document-store.ts';
import { flatGraph } from '../document/flat-graph.ts';
import { registry } from '../registry.ts';
import { useRun } from '../run/run-store.ts';
import { useDialog } from '../shell/dialog-state.ts';
import { useMissingModels } from './missing-models.ts';
import { absentModels } from './stored-models.ts';

/** A change of the plan is looked at when nothing has followed it for so long, ms. */
const REST_MS = 800;

/** Models that were there when they were looked for; they are not asked for again until something speaks against it. */
const there = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Keeps `useMissingModels` current: looks for the models of nodes that will run, when the plan, the network or what
 * this device keeps has changed. Call once.
 */
export function watchModels(): void {
  useRun.subscribe((state, before) => {
    if (state.plan !== before.plan) schedule();
  });
  useDialog.subscribe((state, before) => {
    if (before.open === 'models' && state.open === undefined) forget();
  });
  window.addEventListener('online', forget);
  window.addEventListener('offline', forget);
  schedule();
}

/** What was there may be gone, and the other way round. */
function forget(): void {
  there.clear();
  schedule();
}

function schedule(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void look(), REST_MS);
}

async function look(): Promise<void> {
  // Part of the build, and checked where models are loaded: what checks it is not worth fetching for a look.
  const due = manifest.models.filter(({ id }) => neededModels().has(id) && !there.has(id));
  const absent = await absentModels(due);
  for (const { id } of due) if (!absent.has(id)) there.add(id);
  const { missing } = useMissingModels.getState();
  const isSame = missing.size === absent.size && [...absent].every((id) => missing.has(id));
  if (!isSame) useMissingModels.setState({ missing: absent });
}

/** Models of all nodes that the next run would compute. */
function neededModels(): ReadonlySet<string> {
  const { plan } = useRun.getState();
  const { nodes } = flatGraph(useDocument.getState().whole);
  const needed = Object.entries(nodes).flatMap(([id, { type }]) => {
    const state = plan?.nodes[id]?.state;
    return state === 'new' || state === 'stale' ? (registry.get(type)?.models ?? []) : [];
  });
  return new Set(needed);
}
