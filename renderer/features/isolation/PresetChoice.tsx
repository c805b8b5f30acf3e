import type { ReactNode } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { Preset, PRESET_WORDS } from '../../../electron/contract/presets.ts';
import { Choice } from '../../ui/Choice.tsx';
import { choosePreset } from './network.ts';

const OPTIONS = Preset.options.map((value) => ({ value, word: value.charAt(0).toUpperCase() + value.slice(1) }));

/** How much a container may reach, and what that means. An open one warns for as long as it is. */
export function PresetChoice({ container: { name, preset } }: { readonly container: Container }): ReactNode {
  if (preset === null) return null;
  return <PresetField preset={preset} onChange={(next) => void choosePreset(name, next, preset)} />;
}

interface PresetFieldProps {
  readonly preset: Preset;
  readonly onChange: (preset: Preset) => void;
}

/** The choice itself, for a container that is there or one that will be. */
export function PresetField({ preset, onChange }: PresetFieldProps): ReactNode {
  return (
    <div>
      <Choice label="How much it may reach" options={OPTIONS} value={preset} onChange={onChange} />
      <p className={preset === 'open' ? 'mt-1 text-warn' : 'mt-1 text-muted'}>
        {preset === 'open' ? 'Warning: it reaches every host.' : `It reaches ${PRESET_WORDS[preset]}.`}
      </p>
    </div>
  );
}
