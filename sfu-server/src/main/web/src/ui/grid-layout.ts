export interface GridSpace {
  readonly width: number;
  readonly height: number;
  readonly gap: number;
}

export interface GridLayout {
  readonly columns: number;
  readonly rows: number;
  /** Size of one tile, in whole CSS pixels. */
  readonly tileWidth: number;
  readonly tileHeight: number;
}

/** A tile is never wider than the camera's picture, and gives way to taller shapes where that makes it bigger. */
const WIDEST = 16 / 9;
const NARROWEST_LANDSCAPE = 4 / 3;
const NARROWEST_PORTRAIT = 4 / 5;

/** The arrangement of `count` equal tiles that makes them as big as the space allows. */
export function gridLayout(count: number, space: GridSpace): GridLayout {
  let best: GridLayout = { columns: 1, rows: Math.max(1, count), tileWidth: 0, tileHeight: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const candidate = layoutWith(columns, count, space);
    if (area(candidate) > area(best)) {
      best = candidate;
    }
  }
  return best;
}

function layoutWith(columns: number, count: number, { width, height, gap }: GridSpace): GridLayout {
  const rows = Math.ceil(count / columns);
  const cellWidth = Math.floor((width - gap * (columns - 1)) / columns);
  const cellHeight = Math.floor((height - gap * (rows - 1)) / rows);
  const narrowest = width < height ? NARROWEST_PORTRAIT : NARROWEST_LANDSCAPE;
  const tileWidth = Math.max(0, Math.min(cellWidth, Math.floor(cellHeight * WIDEST)));
  const tileHeight = Math.max(0, Math.min(cellHeight, Math.floor(tileWidth / narrowest)));
  return { columns, rows, tileWidth, tileHeight };
}

function area(layout: GridLayout): number {
  return layout.tileWidth * layout.tileHeight;
}

/**
 * How a picture fills its tile: cut at the edges, or whole with bars when cutting would lose more than half
 * of it (a phone held upright in a wide tile). Both are width divided by height.
 */
export function pictureFit(pictureAspect: number, tileAspect: number): 'cover' | 'contain' {
  if (!(pictureAspect > 0 && tileAspect > 0)) {
    return 'cover';
  }
  const kept = Math.min(pictureAspect, tileAspect) / Math.max(pictureAspect, tileAspect);
  return kept < 0.44 ? 'contain' : 'cover';
}
