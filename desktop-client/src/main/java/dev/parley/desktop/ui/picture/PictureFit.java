package dev.parley.desktop.ui.picture;

/**
 * How a picture lies in its place: cut at the edges, or whole with bars when cutting would lose more than half of it (a
 * phone held upright in a wide tile). The web client has the same rule.
 *
 * @param width of the whole scaled picture
 * @param height of the whole scaled picture
 */
record PictureFit(int width, int height) {
    private static final double LEAST_KEPT = 0.44; // of the picture, when cut

    /**
     * The scaled size of a picture in a place, all in pixels above 0.
     *
     * @param always whether it is whole in any case
     */
    static PictureFit of(int pictureWidth, int pictureHeight, int placeWidth, int placeHeight, boolean always) {
        double picture = (double) pictureWidth / pictureHeight;
        double place = (double) placeWidth / placeHeight;
        double kept = Math.min(picture, place) / Math.max(picture, place);
        boolean whole = always || kept < LEAST_KEPT;
        double scale =
                whole == (picture > place) ? (double) placeWidth / pictureWidth : (double) placeHeight / pictureHeight;
        return new PictureFit(Math.max(1, (int) Math.round(pictureWidth * scale)), Math.max(1, (int)
                Math.round(pictureHeight * scale)));
    }
}
