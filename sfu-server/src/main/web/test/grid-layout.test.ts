import assert from 'node:assert/strict';
import test from 'node:test';
import { gridLayout, pictureFit } from '../src/ui/grid-layout.ts';

const DESKTOP = { width: 1576, height: 800, gap: 10 };
const TABLET = { width: 1000, height: 670, gap: 10 };
const PHONE = { width: 374, height: 700, gap: 8 };

test('theTilesOfUpToTwentyFivePeopleFitIntoDesktopTabletAndPhone', () => {
  for (const space of [DESKTOP, TABLET, PHONE]) {
    for (let count = 1; count <= 25; count++) {
      const { columns, rows, tileWidth, tileHeight } = gridLayout(count, space);
      assert.ok(columns * rows >= count, `${count} tiles have a place`);
      assert.ok((rows - 1) * columns < count, `${count} tiles leave no row empty`);
      assert.ok(columns * tileWidth + (columns - 1) * space.gap <= space.width, `${count} tiles fit in width`);
      assert.ok(rows * tileHeight + (rows - 1) * space.gap <= space.height, `${count} tiles fit in height`);
    }
  }
});

test('knownArrangements', () => {
  const table: [number, typeof DESKTOP, [columns: number, rows: number]][] = [
    [1, DESKTOP, [1, 1]],
    [2, DESKTOP, [2, 1]],
    [3, DESKTOP, [2, 2]],
    [4, DESKTOP, [2, 2]],
    [5, DESKTOP, [3, 2]],
    [9, DESKTOP, [3, 3]],
    [16, DESKTOP, [4, 4]],
    [25, DESKTOP, [5, 5]],
    [2, PHONE, [1, 2]],
    [4, PHONE, [1, 4]],
    [6, PHONE, [2, 3]],
  ];
  for (const [count, space, expected] of table) {
    const { columns, rows } = gridLayout(count, space);
    assert.deepEqual([columns, rows], expected, `${count} tiles in ${space.width}x${space.height}`);
  }
});

test('oneTileKeepsTheShapeOfTheCameraOnADesktop', () => {
  const { tileWidth, tileHeight } = gridLayout(1, DESKTOP);
  assert.equal(tileHeight, DESKTOP.height);
  assert.ok(Math.abs(tileWidth / tileHeight - 16 / 9) < 0.01);
});

test('aGridWithoutSpaceYetHasNoNegativeSizes', () => {
  for (const count of [1, 2, 25]) {
    const { tileWidth, tileHeight } = gridLayout(count, { width: 0, height: 0, gap: 10 });
    assert.ok(tileWidth >= 0 && tileHeight >= 0);
  }
});

test('aPictureIsCutUnlessThatLosesMoreThanHalfOfIt', () => {
  const wide = 16 / 9;
  assert.equal(pictureFit(wide, wide), 'cover');
  assert.equal(pictureFit(wide, 4 / 5), 'cover');
  assert.equal(pictureFit(4 / 3, wide), 'cover');
  assert.equal(pictureFit(9 / 16, wide), 'contain');
  assert.equal(pictureFit(NaN, wide), 'cover');
  assert.equal(pictureFit(0, wide), 'cover');
});
