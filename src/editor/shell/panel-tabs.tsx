import { Clapperboard, Network, Plus, SlidersHorizontal } from 'lucide-react';
import { strings } from '../strings/en.ts';

/** Which panel fills a phone's screen. */
export type PhonePanel = 'canvas' | 'palette' | 'player' | 'inspector';

const panels = () =>
  [
    { id: 'canvas', label: strings.canvas.label, Icon: Network },
    { id: 'palette', label: strings.palette.title, Icon: Plus },
    { id: 'inspector', label: strings.inspector.title, Icon: SlidersHorizontal },
    { id: 'player', label: strings.player.title, Icon: Clapperboard },
  ] as const;

/** Tabs at the bottom of narrow screens. */
export function PanelTabs({
  panel,
  onChange,
}: {
  readonly panel: PhonePanel;
  readonly onChange: (next: PhonePanel) => void;
}) {
  return (
    <nav className="panel-tabs">
      {panels().map(({ id, label, Icon }) => (
        <button
          key={id}
          type="button"
          data-panel={id}
          aria-pressed={panel === id}
          onClick={() => onChange(id)}
        >
          <Icon size={18} aria-hidden />
          <span>{label}</span>
        </button>
      ))}
    </nav>
  );
}
