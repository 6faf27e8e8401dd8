import { hueIndexOf, initialsOf } from '../person-name.ts';
import type { Quality } from '../call/quality.ts';
import { listed, nodesOf, worded, type Words } from '../text.ts';
import { element, nameElement, type View } from './element.ts';
import { pictureFit } from './grid-layout.ts';
import { icon } from './icons.ts';
import { label } from './wording.ts';
import { makeZoomable } from './zoom.ts';

const AVATAR_HUES = 8;

export interface TileSetting {
  readonly self: boolean;
  /** It shows a shared screen, not a person. */
  readonly screen?: boolean;
  readonly tag?: 'li' | 'div';
  /** The person wants this one large, or no longer. */
  onPin?(): void;
  /** The person asks what can be done with this one; without it there is no button for that. */
  onMenu?(): void;
}

export interface TileContent {
  readonly name: string;
  readonly muted: boolean;
  readonly video: MediaStreamTrack | undefined;
  /** There is a picture which cannot be shown here. */
  readonly undecodable?: boolean;
}

/** One person: picture or initials, name, muted mark, speaking ring. */
export class Tile implements View {
  readonly element: HTMLElement;
  readonly #video = element('video', { autoplay: true, playsinline: true, tabindex: -1, 'aria-hidden': 'true' });
  readonly #avatar = element('span', { 'aria-hidden': 'true' });
  readonly #name = element('span', { class: 'tile-name', 'data-testid': 'tile-name' });
  readonly #mutedMark = element('span', { class: 'tile-muted', 'data-testid': 'tile-muted' }, icon('microphone-off'));
  readonly #qualityMark = element('span', { class: 'tile-quality', hidden: true }, icon('signal'));
  readonly #handMark = element('span', { class: 'tile-hand', hidden: true, 'aria-hidden': 'true', 'data-testid': 'tile-hand' });
  readonly #spareMark = element('span', { class: 'tile-spared', hidden: true, title: worded('data.spared') }, icon('leaf'));
  readonly #pinMark = element('span', { class: 'tile-pin', hidden: true }, icon('pin'));
  readonly #menu: HTMLButtonElement | undefined;
  readonly #observer = new ResizeObserver(() => this.#fit());
  #track: MediaStreamTrack | undefined;
  #hasVideo = false;
  #shownName: Words = '';

  constructor(
    readonly id: string,
    private readonly setting: TileSetting,
  ) {
    const { self: isSelf } = setting;
    if (setting.onMenu) {
      this.#menu = element('button', { type: 'button', class: 'tile-menu', 'data-testid': 'tile-menu' }, icon('more'));
      this.#menu.addEventListener('click', () => setting.onMenu?.());
    }
    this.element = element(
      setting.tag ?? 'li',
      { class: isSelf ? 'tile tile-self' : 'tile', 'data-testid': 'tile', 'data-peer-id': id, 'data-self': String(isSelf), role: setting.tag === 'div' ? 'group' : undefined },
      this.#avatar,
      this.#video,
      element('div', { class: 'tile-label', 'aria-hidden': 'true' }, this.#mutedMark, this.#pinMark, this.#spareMark, this.#name, this.#qualityMark),
      this.#handMark,
      ...(this.#menu ? [this.#menu] : []),
    );
    if (!setting.screen) {
      this.element.addEventListener('dblclick', () => setting.onPin?.());
    }
    // Sound has its own elements; as a property, since only that holds for elements made by script.
    this.#video.muted = true;
    this.#video.addEventListener('resize', () => this.#pictureChanged());
    this.#video.addEventListener('playing', () => this.#pictureChanged());
    this.#observer.observe(this.element);
    if (setting.screen) {
      this.element.classList.add('tile-screen');
      makeZoomable(this.element, this.#video);
    }
  }

  get isSelf(): boolean {
    return this.setting.self;
  }

  get isScreen(): boolean {
    return this.setting.screen ?? false;
  }

  get hasVideo(): boolean {
    return this.#hasVideo;
  }

  show({ name, muted, video, undecodable = false }: TileContent): void {
    this.#hasVideo = video !== undefined;
    if (this.#menu) {
      label(this.#menu, 'aria-label', worded('tile.menu', name));
      label(this.#menu, 'title', worded('tile.menu', name));
    }
    const note = undecodable ? [' · ', element('span', {}, worded('tile.undecodable'))] : [];
    this.#name.replaceChildren(...(this.isSelf ? nodesOf('call.you', nameElement(name)) : [nameElement(name)]), ...note);
    this.element.dataset['undecodable'] = String(undecodable);
    this.#avatar.replaceChildren(this.isScreen ? icon('share') : initialsOf(name));
    this.#avatar.className = `avatar avatar-${hueIndexOf(name, AVATAR_HUES)}`;
    this.#mutedMark.hidden = !muted;
    this.element.dataset['muted'] = String(muted);
    this.element.dataset['camera'] = video ? 'on' : 'off';
    this.#shownName = this.isSelf ? worded('call.you', name) : name;
    this.#describe();
    this.#showTrack(video);
  }

  set speaking(speaking: boolean) {
    this.element.dataset['speaking'] = String(speaking);
  }

  /** A mark where sound and picture are not as good as they should be. */
  set quality(quality: Quality | undefined) {
    const bad = quality === 'fair' || quality === 'poor';
    this.#qualityMark.hidden = !bad;
    this.element.dataset['quality'] = quality ?? 'unknown';
    if (bad) {
      label(this.#qualityMark, 'title', worded(quality === 'fair' ? 'quality.fair' : 'quality.poor'));
    }
    this.#describe();
  }

  /** The place in the queue of raised hands, from 1. */
  set hand(place: number | undefined) {
    this.#handMark.hidden = place === undefined;
    this.#handMark.replaceChildren(icon('hand'), String(place ?? ''));
    this.element.dataset['hand'] = String(place ?? '');
    this.#describe();
  }

  /** The picture is not had, to spare data. */
  set spared(spared: boolean) {
    this.#spareMark.hidden = !spared;
    this.element.dataset['spared'] = String(spared);
    this.#describe();
  }

  set pinned(pinned: boolean) {
    this.#pinMark.hidden = !pinned;
    this.element.dataset['pinned'] = String(pinned);
  }

  close(): void {
    this.#observer.disconnect();
    this.#video.srcObject = null;
    this.element.remove();
  }

  /** What a screen reader says of the tile. */
  #describe(): void {
    const { muted, camera, quality, hand, spared, undecodable } = this.element.dataset;
    label(
      this.element,
      'aria-label',
      listed(
        this.#shownName,
        muted === 'true' ? worded('call.tile.muted') : '',
        hand ? worded('hand.place', hand) : '',
        undecodable === 'true' ? worded('tile.undecodable') : camera === 'on' ? '' : worded('call.tile.camera-off'),
        spared === 'true' ? worded('data.spared') : '',
        quality === 'fair' ? worded('quality.fair') : quality === 'poor' ? worded('quality.poor') : '',
      ),
    );
  }

  #showTrack(track: MediaStreamTrack | undefined): void {
    if (track === this.#track) {
      return;
    }
    this.#track = track;
    this.element.dataset['picture'] = 'false';
    this.#video.srcObject = track ? new MediaStream([track]) : null;
    if (track) {
      // A muted video may always play; a refusal can only mean that the track was exchanged meanwhile.
      this.#video.play().catch(() => undefined);
    }
  }

  /** The initials (or the sign of a screen) stay until the first picture is there, so that no tile is ever black. */
  #pictureChanged(): void {
    this.element.dataset['picture'] = String(this.#video.videoWidth > 0 && this.#video.srcObject !== null);
    this.#fit();
  }

  #fit(): void {
    const picture = this.#video.videoWidth / this.#video.videoHeight;
    const tile = this.element.clientWidth / this.element.clientHeight;
    this.#video.classList.toggle('contain', this.isScreen || pictureFit(picture, tile) === 'contain');
  }
}
