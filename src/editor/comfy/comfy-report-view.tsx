import { ArrowRight, ImagePlus, StickyNote, Waypoints } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { openGallery } from '../gallery/gallery-state.ts';
import { registry } from '../registry.ts';
import { closeDialog } from '../shell/dialog-state.ts';
import { comfyStrings } from '../strings/comfy-en.ts';
import { useComfyImport } from './comfy-import-state.ts';
import type { ComfyReport } from './comfy-report.ts';
import './comfy-report.css';
import { takePictureAlone } from './open-comfy.ts';

/** What became of a workflow from ComfyUI: what is a node now, what is a note, and what to use instead. */
export default function ComfyReportView() {
  const last = useComfyImport((state) => state.last);
  if (!last) return null;
  const { report, name, picture } = last;
  return (
    <div className="comfy">
      <Dialog.Title className="dialog-title" translate="no">
        {comfyStrings.title(name)}
      </Dialog.Title>
      <Summary report={report} />
      {report.nodes.length === 0 && <p className="comfy-none">{comfyStrings.none}</p>}
      <div className="comfy-tables">
        {report.nodes.length > 0 && <Became report={report} />}
        {report.notes.length > 0 && <NoCounterpart report={report} />}
      </div>
      <footer className="comfy-actions">
        {picture && (
          <button
            type="button"
            className="button"
            title={comfyStrings.usePictureHint}
            onClick={() => void takePictureAlone()}
          >
            <ImagePlus size={14} aria-hidden /> {comfyStrings.usePicture}
          </button>
        )}
        {report.nodes.length === 0 && (
          <button type="button" className="button" onClick={openTemplates}>
            {comfyStrings.templates}
          </button>
        )}
        <button type="button" className="button primary" onClick={closeDialog}>
          {comfyStrings.go}
        </button>
      </footer>
    </div>
  );
}

function openTemplates(): void {
  closeDialog();
  openGallery();
}

function Summary({ report }: { readonly report: ComfyReport }) {
  const { nodes, notes, wires, added, folded, comments, omitted } = report;
  const noted = notes.reduce((sum, { count }) => sum + count, 0);
  const all = wires.kept + wires.lost;
  return (
    <p className="dialog-hint">
      {[
        comfyStrings.summary(nodes.length, noted),
        all > 0 && comfyStrings.wires(wires.kept, all),
        added.length > 0 && comfyStrings.added(added.length),
        folded > 0 && comfyStrings.folded(folded),
        comments > 0 && comfyStrings.comments(comments),
        omitted > 0 && comfyStrings.omitted(omitted),
      ]
        .filter(Boolean)
        .join(' ')}
    </p>
  );
}

function Became({ report }: { readonly report: ComfyReport }) {
  return (
    <section aria-labelledby="comfy-became">
      <h3 id="comfy-became">
        <Waypoints size={14} aria-hidden /> {comfyStrings.became}
      </h3>
      <ul className="comfy-list">
        {report.nodes.map(({ comfy, type, remarks }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and names repeat
          <li key={index}>
            <div className="comfy-pair">
              <span translate="no">{comfy}</span>
              <ArrowRight size={13} aria-hidden />
              <strong>{registry.get(type)?.title ?? type}</strong>
            </div>
            {remarks.map(({ id, value }) => (
              <p key={id}>{comfyStrings.remarks[id](value)}</p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function NoCounterpart({ report }: { readonly report: ComfyReport }) {
  return (
    <section aria-labelledby="comfy-notes">
      <h3 id="comfy-notes">
        <StickyNote size={14} aria-hidden /> {comfyStrings.noCounterpart}
      </h3>
      <ul className="comfy-list">
        {report.notes.map(({ comfy, count, advice }) => (
          <li key={`${comfy} ${advice}`}>
            <div className="comfy-pair">
              <span translate="no">{comfyStrings.times(comfy, count)}</span>
            </div>
            <p>{comfyStrings.advice[advice]}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
