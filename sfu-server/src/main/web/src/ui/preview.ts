import { AudioLevel } from '../media/audio-level.ts';
import type { LocalMedia } from '../media/local-media.ts';
import { SourceButton } from './buttons.ts';
import { element, type View } from './element.ts';
import { icon } from './icons.ts';
import { Tile } from './tile.ts';

/** Oneself before joining: mirrored picture, level of the microphone, and the two switches. */
export class Preview implements View {
  readonly element: HTMLElement;
  readonly #tile = new Tile('preview', true, 'div');
  readonly #hint = element('p', { class: 'preview-hint' });
  readonly #level = new AudioLevel();
  readonly #meter = element('div', {
    class: 'level',
    role: 'meter',
    'aria-label': 'Microphone level',
    'aria-valuemin': 0,
    'aria-valuemax': 100,
    'data-testid': 'mic-level',
  }, element('div', { class: 'level-bar' }));
  readonly #microphone: SourceButton;
  readonly #camera: SourceButton;
  readonly #stop: () => void;
  #frame = 0;
  #name = '';

  constructor(private readonly local: LocalMedia) {
    this.#microphone = new SourceButton('microphone', 'M', () => this.#toggle('microphone'));
    this.#camera = new SourceButton('camera', 'V', () => this.#toggle('camera'));
    this.element = element(
      'div',
      { class: 'preview', 'data-testid': 'preview' },
      element(
        'div',
        { class: 'preview-picture' },
        this.#tile.element,
        this.#hint,
        element('div', { class: 'preview-switches' }, this.#microphone.button, this.#camera.button),
      ),
      element('div', { class: 'level-row' }, icon('microphone'), this.#meter),
    );
    this.#stop = local.on('changed', () => this.#render());
    this.#render();
    this.#measure();
  }

  set name(name: string) {
    this.#name = name.trim();
    this.#render();
  }

  close(): void {
    this.#stop();
    cancelAnimationFrame(this.#frame);
    this.#level.close();
    this.#tile.close();
  }

  #toggle(source: 'microphone' | 'camera'): void {
    void this.local.turn(source, !this.local.isLive(source));
  }

  #render(): void {
    const { camera, microphone } = this.local;
    this.#tile.show({ name: this.#name || 'You', muted: false, video: camera.track });
    this.#microphone.show({
      live: this.local.isLive('microphone'),
      starting: microphone.starting,
      failed: microphone.failure !== undefined,
    });
    this.#camera.show({
      live: this.local.isLive('camera'),
      starting: camera.starting,
      failed: camera.failure !== undefined,
    });
    this.#hint.textContent = this.#hintText();
    this.#hint.hidden = this.#hint.textContent === '';
    this.#level.watch(this.local.isLive('microphone') ? microphone.track : undefined);
  }

  #hintText(): string {
    const { camera } = this.local;
    if (camera.starting) {
      return 'Starting the camera. Allow it if your browser asks.';
    }
    if (camera.failure) {
      return 'No picture from your camera';
    }
    return camera.track ? '' : 'Your camera is off';
  }

  #measure(): void {
    const level = this.#level.current();
    this.#meter.style.setProperty('--level', level.toFixed(3));
    this.#meter.setAttribute('aria-valuenow', String(Math.round(level * 100)));
    this.#frame = requestAnimationFrame(() => this.#measure());
  }
}
