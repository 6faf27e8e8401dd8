import { canChooseSpeaker, type DevicePurpose } from '../media/devices.ts';
import type { LocalMedia } from '../media/local-media.ts';
import { preference, remember } from '../preferences.ts';
import { worded, type TextKey, type Worded } from '../text.ts';
import { element, type View } from './element.ts';
import { icon, type IconName } from './icons.ts';

const LABELS = { camera: 'device.camera', microphone: 'device.microphone', speaker: 'device.speaker' } as const satisfies Record<DevicePurpose, TextKey>;
const NONE = { camera: 'device.camera.none', microphone: 'device.microphone.none' } as const;
const CLOSED = { camera: 'web.device.camera.closed', microphone: 'web.device.microphone.closed' } as const;
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
    const select = element('select', { 'data-testid': `${purpose}-picker`, 'aria-label': worded(LABELS[purpose]) });
    select.addEventListener('change', () => onChoice(select.value));
    this.#selects.set(purpose, select);
    this.element.append(
      element('label', { class: 'picker', title: worded(LABELS[purpose]) }, icon(ICONS[purpose]), select),
    );
  }

  #placeholder(purpose: DevicePurpose): Worded {
    if (purpose === 'speaker') {
      return worded('device.speaker.default');
    }
    const { failure } = this.local[purpose];
    return worded(failure === 'missing' ? NONE[purpose] : failure ? CLOSED[purpose] : LABELS[purpose]);
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
