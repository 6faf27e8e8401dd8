package dev.parley.desktop.ui.stage;

/**
 * An arrangement of equal tiles. The web client has the same rules.
 *
 * @param columns at least 1
 * @param rows at least 1
 * @param tileWidth in whole logical pixels
 * @param tileHeight in whole logical pixels
 */
record GridLayout(int columns, int rows, int tileWidth, int tileHeight) {
    // A tile is never wider than the camera's picture, and gives way to taller shapes where that makes it bigger.
    private static final double WIDEST = 16.0 / 9;
    private static final double NARROWEST_LANDSCAPE = 4.0 / 3;
    private static final double NARROWEST_PORTRAIT = 4.0 / 5;

    /** The arrangement of {@code count} tiles that makes them as big as the space allows. */
    static GridLayout of(int count, Space space) {
        GridLayout best = new GridLayout(1, Math.max(1, count), 0, 0);
        for (int columns = 1; columns <= count; columns++) {
            GridLayout candidate = withColumns(columns, count, space);
            if (candidate.area() > best.area()) {
                best = candidate;
            }
        }
        return best;
    }

    private static GridLayout withColumns(int columns, int count, Space space) {
        int rows = Math.ceilDiv(count, columns);
        int cellWidth = Math.floorDiv(space.width() - space.gap() * (columns - 1), columns);
        int cellHeight = Math.floorDiv(space.height() - space.gap() * (rows - 1), rows);
        double narrowest = space.width() < space.height() ? NARROWEST_PORTRAIT : NARROWEST_LANDSCAPE;
        int tileWidth = Math.max(0, Math.min(cellWidth, (int) Math.floor(cellHeight * WIDEST)));
        int tileHeight = Math.max(0, Math.min(cellHeight, (int) Math.floor(tileWidth / narrowest)));
        return new GridLayout(columns, rows, tileWidth, tileHeight);
    }

    private long area() {
        return (long) tileWidth * tileHeight;
    }
}
