import type { Component } from 'svelte';

import ChoiceControl from './ChoiceControl.svelte';
import ChoicesControl from './ChoicesControl.svelte';
import ConsentControl from './ConsentControl.svelte';
import type { ControlProps } from './control';
import DateControl from './DateControl.svelte';
import DivisionControl from './DivisionControl.svelte';
import PlaceControl from './PlaceControl.svelte';
import { TEXT_KINDS } from './text-kinds';
import TextControl from './TextControl.svelte';

/** How a question is named: by a label on one input, by the legend of a set, or by the control itself. */
export type Naming = 'label' | 'legend' | 'own';

export interface Drawing {
  control: Component<ControlProps>;
  naming: Naming;
}

const PLACE: Drawing = { control: PlaceControl, naming: 'label' };

const DRAWINGS: Record<string, Drawing> = {
  ...Object.fromEntries(Object.keys(TEXT_KINDS).map((name) => [name, { control: TextControl, naming: 'label' } satisfies Drawing])),
  date: { control: DateControl, naming: 'legend' },
  'yes-no': { control: ChoiceControl, naming: 'legend' },
  choice: { control: ChoiceControl, naming: 'legend' },
  choices: { control: ChoicesControl, naming: 'legend' },
  country: PLACE,
  airport: PLACE,
  county: { control: DivisionControl, naming: 'label' },
  port: PLACE,
  consent: { control: ConsentControl, naming: 'own' },
};

/** How a control is drawn; nothing for one that this version does not know. */
export function drawingOf(control: string): Drawing | undefined {
  return Object.hasOwn(DRAWINGS, control) ? DRAWINGS[control] : undefined;
}
