import { useState } from 'react';
import { regionNames } from '../../nodes/mask-from-regions/region-names.ts';
import type { RegionsValue } from '../../values/value.ts';
import { LargeView } from '../direct/large-view.tsx';
import { usePictureNear } from '../direct/picture-near.ts';
import { RunFirst } from '../direct/run-first.tsx';
import { edit } from '../document/document-store.ts';
import { setParam } from '../document/edits.ts';
import { REGION_COLOURS } from '../painter/colour-maps.ts';
import { announce } from '../run/announcements.ts';
import { useWholeInput } from '../run/whole-value.ts';
import { regionLabel, regionStrings as strings } from '../strings/regions-en.ts';
import { afterClick } from './region-map.ts';
import { RegionStage } from './region-stage.tsx';
import './regions.css';

interface RegionFieldProps {
  readonly node: string;
  readonly name: string;
  /** Names parted by commas. */
  readonly value: string;
}

/** Regions to pick on their picture or by their names. Each pick is one step of the history. */
export default function RegionField(props: RegionFieldProps) {
  const { value: regions, isReading } = useWholeInput(props.node, 'regions');
  if (isReading) return null;
  if (regions?.type !== 'Regions') {
    return <RunFirst node={props.node} hint={strings.noRegions} label={strings.makeRegions} />;
  }
  return (
    <LargeView label={strings.large} title={strings.largeTitle}>
      {(side) => <RegionPicker {...props} regions={regions} side={side} />}
    </LargeView>
  );
}

interface RegionPickerProps extends RegionFieldProps {
  readonly regions: RegionsValue;
  readonly side: number;
}

function RegionPicker({ node, name, value, regions, side }: RegionPickerProps) {
  const [isAdding, setAdding] = useState(false);
  const [hovered, setHovered] = useState<string>();
  const near = usePictureNear(node);
  const picture = near?.width === regions.width && near.height === regions.height ? near : undefined;
  const picked = regionNames(value);
  const labels = picked.map(regionLabel).join(', ');
  const pick = (region: string, adds: boolean) => {
    const next = afterClick(picked, region, adds);
    edit(strings.steps.pick, (draft) =>
      setParam(draft, node, name, next.length > 0 ? next.join(', ') : undefined),
    );
    announce(next.length > 0 ? strings.picked(next.map(regionLabel).join(', ')) : strings.none);
  };
  return (
    <>
      <RegionStage
        regions={regions}
        picture={picture}
        side={side}
        picked={picked}
        hovered={hovered}
        onHover={setHovered}
        onPick={(region, isShift) => pick(region, isShift || isAdding)}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: buttons that are pressed or not */}
      <div className="direct-choices" role="group" aria-label={strings.picture}>
        {Object.keys(regions.masks).map((region) => (
          <button
            key={region}
            type="button"
            className="button region-choice"
            aria-pressed={picked.includes(region)}
            style={
              {
                '--region': `rgb(${(REGION_COLOURS[region] ?? [255, 255, 255]).join(' ')})`,
              } as React.CSSProperties
            }
            onClick={() => pick(region, true)}
            onFocus={() => setHovered(region)}
            onBlur={() => setHovered(undefined)}
            onPointerEnter={() => setHovered(region)}
            onPointerLeave={() => setHovered(undefined)}
          >
            <span className="region-dot" aria-hidden="true" />
            {regionLabel(region)}
          </button>
        ))}
      </div>
      <div className="direct-line">
        <span>{picked.length > 0 ? strings.picked(labels) : strings.none}</span>
        <button
          type="button"
          className="button region-add"
          aria-pressed={isAdding}
          title={strings.addHint}
          onClick={() => setAdding(!isAdding)}
        >
          {strings.add}
        </button>
      </div>
      <p className="field-help direct-keys">{strings.hint}</p>
    </>
  );
}
