import { AudioLevel } from '../media/audio-level.ts';
import type { LocalMedia } from '../media/local-media.ts';
import { text, worded, type Words } from '../text.ts';
import { SourceButton } from './buttons.ts';
import { element, type View } from './element.ts';
import { icon } from './icons.ts';
import { Tile } from './tile.ts';
import { say } from './wording.ts';

/** Oneself before joining: mirrored picture, level of the microphone, and the two switches. */
export class Preview implements View {
  readonly element: HTMLElement;
  readonly #tile = new Tile('preview', { self: true, tag: 'div' });
  readonly #hint = element('p', { class: 'preview-hint' });
  readonly #level = new AudioLevel();
  readonly #meter = element('div', {
    class: 'level',
    role: 'meter',
    'aria-label': worded('device.level'),
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
    this.#tile.show({ name: this.#name || text('preview.you'), muted: false, video: camera.track });
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
    const hint = this.#hintText();
    say(this.#hint, hint);
    this.#hint.hidden = hint === '';
    this.#level.watch(this.local.isLive('microphone') ? microphone.track : undefined);
  }

  #hintText(): Words {
    const { camera } = this.local;
    if (camera.starting) {
      return worded('web.preview.starting');
    }
    if (camera.failure) {
      return worded('preview.failed');
    }
    return camera.track ? '' : worded('preview.off');
  }

  #measure(): void {
    const level = this.#level.current();
    this.#meter.style.setProperty('--level', level.toFixed(3));
    this.#meter.setAttribute('aria-valuenow', String(Math.round(level * 100)));
    this.#frame = requestAnimationFrame(() => this.#measure());
  }
}
