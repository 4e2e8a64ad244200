import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { NodeCategory, NodeDeclaration } from '../../runtime/node.ts';
import { addInView, NODE_DRAG_TYPE } from '../canvas/add-node.ts';
import { useDocument } from '../document/document-store.ts';
import { registry } from '../registry.ts';
import { strings } from '../strings/en.ts';
import './palette.css';

const CATEGORIES = Object.keys(strings.categories) as NodeCategory[];

/** All node types, by category, with search. Click or Enter adds one; dragging places it. */
export function Palette() {
  const [query, setQuery] = useState('');
  const subgraphs = useDocument((state) => state.document.subgraphs);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the registry lists the document's subgraphs
  const found = useMemo(
    () => registry.all().filter((declaration) => matches(declaration, query)),
    [query, subgraphs],
  );
  return (
    <div className="palette">
      <label className="search-field">
        <Search size={14} aria-hidden />
        <input
          type="search"
          value={query}
          placeholder={strings.palette.search}
          aria-label={strings.palette.search}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            const first = found[0];
            if (event.key === 'Enter' && first) addInView(first);
          }}
        />
      </label>
      {found.length === 0 && <p className="palette-none">{strings.palette.none}</p>}
      {CATEGORIES.map((category) => (
        <PaletteCategory
          key={category}
          category={category}
          declarations={found.filter((declaration) => declaration.category === category)}
          onAdd={addInView}
        />
      ))}
    </div>
  );
}

interface PaletteCategoryProps {
  readonly category: NodeCategory;
  readonly declarations: readonly NodeDeclaration[];
  readonly onAdd: (declaration: NodeDeclaration) => void;
}

function PaletteCategory({ category, declarations, onAdd }: PaletteCategoryProps) {
  if (declarations.length === 0) return null;
  return (
    <section className="palette-category">
      <h2>{strings.categories[category]}</h2>
      <ul>
        {declarations.map((declaration) => (
          <li key={declaration.type}>
            <button
              type="button"
              className="palette-item"
              data-node-type={declaration.type}
              draggable
              title={declaration.summary}
              onClick={() => onAdd(declaration)}
              onDragStart={(event) => {
                event.dataTransfer.setData(NODE_DRAG_TYPE, declaration.type);
                event.dataTransfer.effectAllowed = 'copy';
              }}
            >
              <span className={`dot category-${category}`} aria-hidden="true" />
              {declaration.title}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function matches({ title, type, keywords }: NodeDeclaration, query: string): boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const text = [title, type, ...keywords].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}
