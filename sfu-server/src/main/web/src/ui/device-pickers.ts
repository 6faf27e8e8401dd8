import { canChooseSpeaker, type DevicePurpose } from '../media/devices.ts';
import type { LocalMedia } from '../media/local-media.ts';
import { preference, remember } from '../preferences.ts';
import { element, type View } from './element.ts';
import { icon, type IconName } from './icons.ts';

const LABELS: Record<DevicePurpose, string> = { camera: 'Camera', microphone: 'Microphone', speaker: 'Speaker' };
const ICONS: Record<DevicePurpose, IconName> = { camera: 'camera', microphone: 'microphone', speaker: 'speaker' };

/** Lists to choose camera, microphone and speaker from; they follow what is plugged in. */
export class DevicePickers implements View {
  readonly element = element('div', { class: 'pickers' });
  readonly #selects = new Map<DevicePurpose, HTMLSelectElement>();
  readonly #stops: (() => void)[];

  constructor(
    private readonly local: LocalMedia,
    onSpeaker: (deviceId: string) => void,
  ) {
    this.#add('camera', (id) => void local.choose('camera', id));
    this.#add('microphone', (id) => void local.choose('microphone', id));
    if (canChooseSpeaker()) {
      this.#add('speaker', (id) => {
        remember('speaker', id);
        onSpeaker(id);
      });
    }
    this.#stops = [local.on('devices', () => this.#render()), local.on('changed', () => this.#render())];
    this.#render();
  }

  close(): void {
    this.#stops.forEach((stop) => stop());
  }

  #add(purpose: DevicePurpose, onChoice: (deviceId: string) => void): void {
    const select = element('select', { 'data-testid': `${purpose}-picker`, 'aria-label': LABELS[purpose] });
    select.addEventListener('change', () => onChoice(select.value));
    this.#selects.set(purpose, select);
    this.element.append(
      element('label', { class: 'picker', title: LABELS[purpose] }, icon(ICONS[purpose]), select),
    );
  }

  #placeholder(purpose: DevicePurpose): string {
    if (purpose === 'speaker') {
      return 'Default speaker';
    }
    const { failure } = this.local[purpose];
    return failure === 'missing' ? `No ${purpose} found` : `${LABELS[purpose]}${failure ? ' not available' : ''}`;
  }

  #render(): void {
    for (const [purpose, select] of this.#selects) {
      const choices = this.local.devices[purpose];
      const chosen = purpose === 'speaker' ? preference('speaker') : this.local.chosenDevice(purpose);
      select.replaceChildren(
        ...(choices.length === 0
          ? [element('option', { value: '' }, this.#placeholder(purpose))]
          : choices.map(({ deviceId, label }) => element('option', { value: deviceId }, label))),
      );
      select.disabled = choices.length === 0;
      if (choices.some(({ deviceId }) => deviceId === chosen)) {
        select.value = chosen ?? '';
      }
    }
  }
}
