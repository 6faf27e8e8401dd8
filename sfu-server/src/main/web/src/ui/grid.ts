import { worded } from '../text.ts';
import { element, type View } from './element.ts';
import { gridLayout } from './grid-layout.ts';
import type { Tile } from './tile.ts';

const SELF_KEY = '';

/** The tiles of everyone. With two people on a wide stage the other one fills it and one's own tile floats. */
export class Grid implements View {
  readonly element: HTMLElement;
  readonly #list = element('ul', { class: 'grid', 'aria-label': worded('call.people') });
  readonly #tiles = new Map<string, Tile>();
  readonly #observer = new ResizeObserver(() => this.#arrange());

  constructor(self: Tile) {
    this.element = element('div', { class: 'stage' }, this.#list);
    this.#tiles.set(SELF_KEY, self);
    this.#list.append(self.element);
    this.#observer.observe(this.element);
  }

  get(peerId: string): Tile | undefined {
    return this.#tiles.get(peerId);
  }

  get self(): Tile | undefined {
    return this.#tiles.get(SELF_KEY);
  }

  add(peerId: string, tile: Tile): void {
    this.#tiles.set(peerId, tile);
    // One's own tile stays the last.
    this.#list.insertBefore(tile.element, this.self?.element ?? null);
    this.#arrange();
  }

  remove(peerId: string): void {
    this.#tiles.get(peerId)?.close();
    this.#tiles.delete(peerId);
    this.#arrange();
  }

  close(): void {
    this.#observer.disconnect();
    this.#tiles.forEach((tile) => tile.close());
  }

  #arrange(): void {
    const style = getComputedStyle(this.element);
    const gap = parseFloat(style.getPropertyValue('--gap')) || 0;
    const width = this.element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const height = this.element.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
    const duo = this.#tiles.size === 2 && width > height;
    const layout = gridLayout(duo ? 1 : this.#tiles.size, { width, height, gap });
    this.#list.classList.toggle('grid-duo', duo);
    // Set through the object model: the page's policy allows no style in markup.
    this.#list.style.setProperty('--columns', String(layout.columns));
    this.#list.style.setProperty('--tile-width', `${layout.tileWidth}px`);
    this.#list.style.setProperty('--tile-height', `${layout.tileHeight}px`);
  }
}
