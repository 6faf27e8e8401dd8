import { worded } from '../text.ts';
import { element, type View } from './element.ts';
import { Pager } from './pager.ts';
import { arrange, type Arrangement, type Box, type ViewChoice } from './stage-layout.ts';
import type { Tile } from './tile.ts';

/** The tiles that are seen, with their size in CSS pixels. */
export type Shown = ReadonlyMap<string, { readonly width: number; readonly height: number }>;

/** The tiles of everyone, arranged as the person likes to see them. Tiles never move in the page, so that none starts anew. */
export class Stage implements View {
  readonly element: HTMLElement;
  readonly #list = element('ul', { class: 'tiles', 'aria-label': worded('call.people') });
  readonly #pager = new Pager((page) => this.#turnTo(page));
  readonly #tiles = new Map<string, Tile>();
  readonly #observer = new ResizeObserver(() => this.refresh());
  #page = 0;
  #pinned: string | undefined;
  #speaker: string | undefined;
  #spotlight: string | undefined;

  constructor(
    private readonly self: Tile,
    private choice: ViewChoice,
    private readonly onShown: (shown: Shown) => void,
  ) {
    this.element = element('div', { class: 'stage', 'data-testid': 'stage' }, element('div', { class: 'stage-space' }, this.#list, this.#pager.element));
    this.add(self);
    this.#observer.observe(this.element);
  }

  get view(): ViewChoice {
    return this.choice;
  }

  set view(choice: ViewChoice) {
    this.choice = choice;
    this.#page = 0;
    this.refresh();
  }

  /** Whoever is shown large by the person's wish. */
  get pinned(): string | undefined {
    return this.#pinned;
  }

  set pinned(id: string | undefined) {
    this.#pinned = id;
    this.refresh();
  }

  /** Whoever is shown large to everybody; one's own wish comes first. */
  set spotlight(id: string | undefined) {
    if (this.#spotlight !== id) {
      this.#spotlight = id;
      this.refresh();
    }
  }

  set speaker(id: string | undefined) {
    if (this.#speaker !== id) {
      this.#speaker = id;
      this.refresh();
    }
  }

  get(id: string): Tile | undefined {
    return this.#tiles.get(id);
  }

  add(tile: Tile): void {
    this.#tiles.set(tile.id, tile);
    // One's own tile stays the last.
    this.#list.insertBefore(tile.element, tile === this.self ? null : this.self.element);
    this.refresh();
  }

  remove(id: string): void {
    this.#tiles.get(id)?.close();
    this.#tiles.delete(id);
    if (this.#pinned === id) {
      this.#pinned = undefined;
    }
    this.refresh();
  }

  /** Arranges the tiles anew, after something about them has changed. */
  refresh(): void {
    const space = this.#space();
    const members = [...this.#tiles.values()].map(({ id, isSelf, isScreen, hasVideo }) => ({ id, self: isSelf, screen: isScreen, video: hasVideo }));
    members.sort((one, other) => Number(one.self) - Number(other.self));
    const arrangement = arrange(members, this.choice, { page: this.#page, pinned: this.#pinned ?? this.#spotlight, speaker: this.#speaker }, space);
    this.#page = arrangement.page;
    this.element.dataset['mode'] = this.choice.mode;
    this.element.dataset['pages'] = String(arrangement.pages);
    this.#place(arrangement);
  }

  close(): void {
    this.#observer.disconnect();
    this.#tiles.forEach((tile) => tile.close());
  }

  #place(arrangement: Arrangement): void {
    const places = new Map(arrangement.placed.map((placed) => [placed.id, placed]));
    for (const [id, tile] of this.#tiles) {
      const placed = places.get(id);
      tile.element.hidden = !placed;
      if (placed) {
        tile.element.dataset['role'] = placed.role;
        put(tile.element, placed);
      }
      tile.pinned = id === this.#pinned;
    }
    this.#pager.show(arrangement.page, arrangement.pages);
    if (arrangement.pager) {
      put(this.#pager.element, arrangement.pager);
    }
    this.onShown(places);
  }

  #turnTo(page: number): void {
    this.#page = page;
    this.refresh();
  }

  #space() {
    const style = getComputedStyle(this.element);
    return {
      gap: parseFloat(style.getPropertyValue('--gap')) || 0,
      width: Math.floor(this.element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)),
      height: Math.floor(this.element.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom)),
    };
  }
}

/** Through the object model: the page's policy allows no style in markup. */
function put({ style }: HTMLElement, { x, y, width, height }: Box): void {
  style.left = `${x}px`;
  style.top = `${y}px`;
  style.width = `${width}px`;
  style.height = `${height}px`;
}
