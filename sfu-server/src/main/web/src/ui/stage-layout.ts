import { gridLayout, type GridLayout, type GridSpace } from './grid-layout.ts';

/** Somebody, or somebody's screen, that can have a tile. */
export interface Member {
  readonly id: string;
  readonly self: boolean;
  /** There is a picture, or one is announced. */
  readonly video: boolean;
  readonly screen: boolean;
}

/** How a person likes to see the others. */
export interface ViewChoice {
  readonly mode: 'grid' | 'speaker';
  readonly hideSelf: boolean;
  readonly hideWithoutVideo: boolean;
}

/** What is of interest right now. */
export interface Focus {
  readonly pinned?: string | undefined;
  /** Whoever spoke last. */
  readonly speaker?: string | undefined;
  /** From 0; a page that is not there is taken for the last one. */
  readonly page: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Placed extends Box {
  readonly id: string;
  readonly role: 'equal' | 'large' | 'strip' | 'floating';
}

export interface Arrangement {
  readonly placed: readonly Placed[];
  readonly page: number;
  readonly pages: number;
  /** Where the buttons to turn pages stand; undefined when there is one page. */
  readonly pager?: Box;
}

/** Smaller than this, faces and names cannot be made out: the rest goes to another page. */
const SMALLEST_WIDTH = 140;
const SMALLEST_HEIGHT = 78;
const SMALLEST_UPRIGHT_HEIGHT = 100;
/** More pictures than these are a burden on the machine, however large the window is. */
const MOST_ON_A_PAGE = 25;
const PAGER = 40;

/** Where everybody's tile stands in a space, in whole CSS pixels from its corner. */
export function arrange(members: readonly Member[], choice: ViewChoice, focus: Focus, space: GridSpace): Arrangement {
  const shown = shownOf(members, choice, focus);
  const large = largeOf(shown, choice, focus);
  const rest = shown.filter((member) => !large.includes(member));
  if (large.length === 0) {
    return isDuo(shown, space) ? duo(shown, space) : paged(shown, focus.page, space);
  }
  if (rest.length === 0) {
    return { placed: largeTiles(large, { x: 0, y: 0, ...sizeOf(space) }, space.gap), page: 0, pages: 1 };
  }
  if (large.length === 1 && !large[0]?.screen && isDuo(shown, space) && rest[0]?.self) {
    return duo(shown, space);
  }
  return space.width > space.height * 1.1 ? stripBeside(large, rest, focus.page, space) : stripBelow(large, rest, focus.page, space);
}

function shownOf(members: readonly Member[], choice: ViewChoice, { pinned }: Focus): Member[] {
  const others = members.filter((member) => !member.self);
  const wanted = choice.hideWithoutVideo ? others.filter((one) => one.video || one.screen || one.id === pinned) : others;
  // Somebody is always shown: an empty stage looks broken.
  const visible = wanted.length > 0 ? wanted : others;
  const selves = members.filter((member) => member.self);
  return choice.hideSelf && visible.length > 0 ? visible : [...visible, ...selves];
}

/** What is pinned comes before what is shared, and that before whoever speaks. */
function largeOf(shown: readonly Member[], { mode }: ViewChoice, { pinned, speaker }: Focus): readonly Member[] {
  const byId = (id: string | undefined) => shown.filter((member) => id !== undefined && member.id === id);
  const screens = shown.filter((member) => member.screen);
  if (byId(pinned).length > 0) {
    return byId(pinned);
  }
  if (screens.length > 0 || mode === 'grid') {
    return screens;
  }
  const others = shown.filter((member) => !member.self);
  const spoken = byId(speaker).filter((member) => !member.self);
  return spoken.length > 0 ? spoken : [others.find((member) => member.video) ?? others[0] ?? shown[0]].filter((one) => one !== undefined);
}

function isDuo(shown: readonly Member[], { width, height }: GridSpace): boolean {
  return shown.length === 2 && shown.some((member) => member.self) && width > height;
}

/** The other one fills the stage; one's own tile floats in the corner. */
function duo(shown: readonly Member[], space: GridSpace): Arrangement {
  const floatingWidth = Math.round(Math.min(272, Math.max(132, space.width * 0.2)));
  const floatingHeight = Math.round((floatingWidth * 9) / 16);
  const margin = 16;
  const other = largeTiles(shown.filter((member) => !member.self), { x: 0, y: 0, ...sizeOf(space) }, space.gap);
  const floating = shown
    .filter((member) => member.self)
    .map(({ id }): Placed => ({
      id,
      role: 'floating',
      x: space.width - floatingWidth - margin,
      y: space.height - floatingHeight - margin,
      width: floatingWidth,
      height: floatingHeight,
    }));
  return { placed: [...other, ...floating], page: 0, pages: 1 };
}

function paged(shown: readonly Member[], page: number, space: GridSpace): Arrangement {
  if (shown.length <= capacity(shown.length, space)) {
    return { placed: rows(shown, gridLayout(shown.length, space), { x: 0, y: 0, ...sizeOf(space) }, space.gap, 'equal'), page: 0, pages: 1 };
  }
  const area = { ...space, height: space.height - PAGER - space.gap };
  const pages = Math.ceil(shown.length / Math.max(1, capacity(shown.length, area)));
  // As many on each page as on the others, and tiles of one size on all of them.
  const onEach = Math.ceil(shown.length / pages);
  const current = Math.min(Math.max(0, page), pages - 1);
  // One sees oneself on the first page.
  const ordered = [...shown.filter((member) => member.self), ...shown.filter((member) => !member.self)];
  return {
    placed: rows(
      ordered.slice(current * onEach, (current + 1) * onEach),
      gridLayout(onEach, area),
      { x: 0, y: 0, ...sizeOf(area) },
      space.gap,
      'equal',
    ),
    page: current,
    pages,
    pager: { x: 0, y: space.height - PAGER, width: space.width, height: PAGER },
  };
}

/** How many tiles, of at most so many, are large enough in this space. */
function capacity(most: number, space: GridSpace): number {
  const smallestHeight = space.width < space.height ? SMALLEST_UPRIGHT_HEIGHT : SMALLEST_HEIGHT;
  let fitting = 1;
  for (let count = 2; count <= Math.min(most, MOST_ON_A_PAGE); count++) {
    const { tileWidth, tileHeight } = gridLayout(count, space);
    if (tileWidth >= SMALLEST_WIDTH && tileHeight >= smallestHeight) {
      fitting = count;
    }
  }
  return fitting;
}

function stripBeside(large: readonly Member[], rest: readonly Member[], page: number, space: GridSpace): Arrangement {
  const width = Math.round(Math.min(240, Math.max(120, space.width * 0.18)));
  const height = Math.round((width * 9) / 16);
  const fitting = (room: number) => Math.max(1, Math.floor((room + space.gap) / (height + space.gap)));
  const area = { x: 0, y: 0, width: space.width - width - space.gap, height: space.height };
  const x = space.width - width;
  const turn = turned(rest, page, fitting(space.height), fitting(space.height - PAGER - space.gap));
  const used = turn.members.length * (height + space.gap) - space.gap;
  const top = Math.max(0, Math.floor(((turn.pages > 1 ? space.height - PAGER - space.gap : space.height) - used) / 2));
  const strip = turn.members.map(({ id }, index): Placed => ({ id, role: 'strip', x, y: top + index * (height + space.gap), width, height }));
  return {
    placed: [...largeTiles(large, area, space.gap), ...strip],
    page: turn.page,
    pages: turn.pages,
    ...(turn.pages > 1 ? { pager: { x, y: space.height - PAGER, width, height: PAGER } } : {}),
  };
}

function stripBelow(large: readonly Member[], rest: readonly Member[], page: number, space: GridSpace): Arrangement {
  const height = Math.round(Math.min(120, Math.max(72, space.height * 0.13)));
  const width = Math.round((height * 4) / 3);
  const fitting = Math.max(1, Math.floor((space.width + space.gap) / (width + space.gap)));
  const turn = turned(rest, page, fitting, fitting);
  const pager = turn.pages > 1 ? PAGER + space.gap : 0;
  const y = space.height - height - pager;
  const area = { x: 0, y: 0, width: space.width, height: y - space.gap };
  const used = turn.members.length * (width + space.gap) - space.gap;
  const left = Math.max(0, Math.floor((space.width - used) / 2));
  const strip = turn.members.map(({ id }, index): Placed => ({ id, role: 'strip', x: left + index * (width + space.gap), y, width, height }));
  return {
    placed: [...largeTiles(large, area, space.gap), ...strip],
    page: turn.page,
    pages: turn.pages,
    ...(pager ? { pager: { x: 0, y: space.height - PAGER, width: space.width, height: PAGER } } : {}),
  };
}

function turned(rest: readonly Member[], page: number, fitting: number, fittingBesidePager: number) {
  const onEach = rest.length <= fitting ? fitting : fittingBesidePager;
  const pages = Math.ceil(rest.length / onEach);
  const current = Math.min(Math.max(0, page), pages - 1);
  return { members: rest.slice(current * onEach, (current + 1) * onEach), page: current, pages };
}

/** A screen may have any shape and gets all there is; a camera's picture no more than its own shape. */
function largeTiles(large: readonly Member[], area: Box, gap: number): Placed[] {
  const [only] = large;
  if (only && large.length === 1 && only.screen) {
    return [{ id: only.id, role: 'large', ...area }];
  }
  return rows(large, gridLayout(large.length, { width: area.width, height: area.height, gap }), area, gap, 'large');
}

/** Rows of equal tiles, in the middle of an area; the last row may be shorter. */
function rows(members: readonly Member[], layout: GridLayout, area: Box, gap: number, role: Placed['role']): Placed[] {
  const { columns, tileWidth, tileHeight } = layout;
  const count = Math.ceil(members.length / columns);
  const top = area.y + Math.max(0, Math.floor((area.height - (count * (tileHeight + gap) - gap)) / 2));
  return members.map(({ id }, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, members.length - row * columns);
    const left = area.x + Math.max(0, Math.floor((area.width - (inRow * (tileWidth + gap) - gap)) / 2));
    return {
      id,
      role,
      x: left + (index % columns) * (tileWidth + gap),
      y: top + row * (tileHeight + gap),
      width: tileWidth,
      height: tileHeight,
    };
  });
}

function sizeOf({ width, height }: GridSpace) {
  return { width, height };
}
