package dev.parley.desktop.ui.call;

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

    /** Below this width faces and names cannot be made out, and the grid scrolls instead. */
    private static final int SMALLEST_TILE_WIDTH = 104;

    /** The arrangement of {@code count} tiles that makes them as big as the space allows. */
    static GridLayout of(int count, double width, double height, double gap) {
        GridLayout best = new GridLayout(1, Math.max(1, count), 0, 0);
        for (int columns = 1; columns <= count; columns++) {
            GridLayout candidate = withColumns(columns, count, width, height, gap);
            if (candidate.area() > best.area()) {
                best = candidate;
            }
        }
        return best.tileWidth >= SMALLEST_TILE_WIDTH ? best : scrolling(count, width, gap);
    }

    /** How high all rows are together. */
    double height(double gap) {
        return rows * tileHeight + gap * (rows - 1);
    }

    private static GridLayout withColumns(int columns, int count, double width, double height, double gap) {
        int rows = (count + columns - 1) / columns;
        int cellWidth = (int) Math.floor((width - gap * (columns - 1)) / columns);
        int cellHeight = (int) Math.floor((height - gap * (rows - 1)) / rows);
        double narrowest = width < height ? NARROWEST_PORTRAIT : NARROWEST_LANDSCAPE;
        int tileWidth = Math.max(0, Math.min(cellWidth, (int) Math.floor(cellHeight * WIDEST)));
        int tileHeight = Math.max(0, Math.min(cellHeight, (int) Math.floor(tileWidth / narrowest)));
        return new GridLayout(columns, rows, tileWidth, tileHeight);
    }

    private static GridLayout scrolling(int count, double width, double gap) {
        int fitting = Math.max(1, (int) Math.floor((width + gap) / (SMALLEST_TILE_WIDTH + gap)));
        int columns = Math.max(1, Math.min(count, fitting));
        int tileWidth = Math.max(0, (int) Math.floor((width - gap * (columns - 1)) / columns));
        return new GridLayout(columns, (Math.max(1, count) + columns - 1) / columns, tileWidth, (int)
                Math.floor(tileWidth / NARROWEST_LANDSCAPE));
    }

    private long area() {
        return (long) tileWidth * tileHeight;
    }
}
