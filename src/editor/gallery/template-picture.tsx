import { useEffect, useState } from 'react';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import { servedPath } from '../../values/served-path.ts';
import { registry } from '../registry.ts';
import { loadTemplate } from './templates.ts';

/** Box of a node in the drawing, in the units of a document's layout. */
const NODE = { width: 224, height: 220 };
const MARGIN = 80;

/** The moving thumbnail of a template; where there is none, a drawing of its graph. */
export function TemplatePicture({ file }: { readonly file: string }) {
  const [isMissing, setMissing] = useState(false);
  if (isMissing) return <TemplateGraph file={file} />;
  return (
    <img
      src={servedPath(`thumbnails/${file}.webp`)}
      alt=""
      width={256}
      height={256}
      loading="lazy"
      onError={() => setMissing(true)}
    />
  );
}

function TemplateGraph({ file }: { readonly file: string }) {
  const [document, setDocument] = useState<WorkflowDocument>();
  useEffect(() => {
    let current = true;
    loadTemplate(file).then(
      (loaded) => {
        if (current) setDocument(loaded);
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [file]);
  return <span className="template-graph">{document && <GraphDrawing document={document} />}</span>;
}

function GraphDrawing({ document }: { readonly document: WorkflowDocument }) {
  const nodes = Object.entries(document.nodes).map(([id, node], index) => {
    const place = document.view?.nodes?.[id] ?? { x: index * 300, y: 0 };
    return { id, node, x: place.x, y: place.y };
  });
  const places = new Map(nodes.map((node) => [node.id, node]));
  const left = Math.min(...nodes.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...nodes.map(({ y }) => y)) - MARGIN;
  const right = Math.max(...nodes.map(({ x }) => x)) + NODE.width + MARGIN;
  const bottom = Math.max(...nodes.map(({ y }) => y)) + NODE.height + MARGIN;
  const wires = nodes.flatMap(({ id, node, x, y }) =>
    Object.entries(node.inputs ?? {}).flatMap(([port, reference]) => {
      const source = places.get(splitPortReference(reference)?.node ?? '');
      if (!source) return [];
      const from = { x: source.x + NODE.width, y: source.y + NODE.height / 2 };
      const to = { x, y: y + NODE.height / 2 };
      const bend = Math.max(60, (to.x - from.x) / 2);
      const d = `M${from.x} ${from.y}C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
      return [{ key: `${id}.${port}`, d }];
    }),
  );
  return (
    <svg viewBox={`${left} ${top} ${right - left} ${bottom - top}`} aria-hidden="true">
      {wires.map(({ key, d }) => (
        <path key={key} d={d} />
      ))}
      {nodes.map(({ id, node, x, y }) => (
        <rect
          key={id}
          className={`category-${registry.get(node.type)?.category ?? 'unknown'}`}
          x={x}
          y={y}
          rx={24}
          {...NODE}
        />
      ))}
    </svg>
  );
}
