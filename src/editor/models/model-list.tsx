import { Download, Trash2 } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useEffect, useState } from 'react';
import { EMBEDDED_MODELS, type ModelEntry } from '../../inference/manifest.ts';
import { formatBytes } from '../../values/describe.ts';
import { reportError } from '../../values/errors.ts';
import { registry } from '../registry.ts';
import { announce, announceFailure } from '../run/announcements.ts';
import { modelName, modelStrings as strings } from '../strings/models-en.ts';
import './models.css';
import { dropModel, keepModel, keptModels } from './stored-models.ts';

const { models: MODELS } = EMBEDDED_MODELS;

/** Bytes that have come of the models that are being fetched, by id. */
type Progress = Readonly<Record<string, number>>;

/** The models that nodes use: what for, how large, under which licence, and whether this device keeps them. */
export default function ModelList() {
  const { kept, progress, keep, drop } = useModels();
  const size = formatBytes(MODELS.reduce((sum, { bytes }) => sum + bytes, 0));
  const due = MODELS.filter(({ id }) => kept && !kept.has(id) && progress[id] === undefined);
  return (
    <>
      <Dialog.Title className="dialog-title">{strings.title}</Dialog.Title>
      <p className="dialog-hint">{strings.hint(MODELS.length, size)}</p>
      <ul className="model-list">
        {MODELS.map((model) => (
          <ModelRow
            key={model.id}
            model={model}
            isKept={kept?.has(model.id)}
            fetched={progress[model.id]}
            onKeep={() => void keep(model)}
            onDrop={() => void drop(model)}
          />
        ))}
      </ul>
      <button
        type="button"
        className="button"
        disabled={due.length === 0}
        onClick={() => void Promise.all(due.map(keep))}
      >
        <Download size={14} aria-hidden /> {kept && due.length === 0 ? strings.allKept : strings.keepAll}
      </button>
    </>
  );
}

interface ModelRowProps {
  readonly model: ModelEntry;
  /** Undefined until the store was asked, or where there is none. */
  readonly isKept: boolean | undefined;
  /** Bytes that have come; undefined when it is not being fetched. */
  readonly fetched: number | undefined;
  readonly onKeep: () => void;
  readonly onDrop: () => void;
}

function ModelRow({ model, isKept, fetched, onKeep, onDrop }: ModelRowProps) {
  const name = modelName(model.id);
  const label = isKept ? strings.drop(name) : strings.keep(name);
  const Icon = isKept ? Trash2 : Download;
  return (
    <li>
      <div className="model-text">
        <strong>{name}</strong> <span>{strings.usedBy(usersOf(model.id))}</span>
        <small translate="no">
          {formatBytes(model.bytes)} · {model.licence} · {model.source.package} {model.source.version}
        </small>
        {isKept !== undefined && <small>{isKept ? strings.kept : strings.notKept}</small>}
      </div>
      {fetched !== undefined ? (
        <progress max={model.bytes} value={fetched} aria-label={strings.fetching(name)} />
      ) : (
        <button
          type="button"
          className="icon-button"
          title={label}
          aria-label={label}
          disabled={isKept === undefined}
          onClick={isKept ? onDrop : onKeep}
        >
          <Icon size={14} aria-hidden />
        </button>
      )}
    </li>
  );
}

/** Titles of the nodes that a model is for. */
function usersOf(id: string): string {
  const users = registry.all().filter(({ models }) => models?.includes(id));
  return users.map(({ title }) => title).join(', ');
}

function useModels() {
  const [kept, setKept] = useState<ReadonlySet<string>>();
  const [progress, setProgress] = useState<Progress>({});
  // A browser without such a store keeps nothing, and offers nothing.
  const refresh = () => keptModels(MODELS).then(setKept, () => undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once when the list opens
  useEffect(() => void refresh(), []);
  const keep = async (model: ModelEntry) => {
    const show = (bytes: number) => setProgress((before) => ({ ...before, [model.id]: bytes }));
    show(0);
    await keepModel(model, show).catch((error) => announceFailure(undefined, reportError(error)));
    setProgress(({ [model.id]: _, ...rest }) => rest);
    await refresh();
  };
  const drop = async (model: ModelEntry) => {
    await dropModel(model).catch((error) => announceFailure(undefined, reportError(error)));
    await refresh();
    announce(strings.dropped(modelName(model.id)));
  };
  return { kept, progress, keep, drop };
}
