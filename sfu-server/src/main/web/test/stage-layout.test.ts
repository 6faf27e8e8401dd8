import assert from 'node:assert/strict';
import test from 'node:test';
import { arrange, type Arrangement, type Box, type Focus, type Member, type ViewChoice } from '../src/ui/stage-layout.ts';

const DESKTOP = { width: 1576, height: 800, gap: 10 };
const TABLET = { width: 744, height: 900, gap: 8 };
const PHONE = { width: 359, height: 560, gap: 8 };
const SPACES = [DESKTOP, TABLET, PHONE, { width: 800, height: 366, gap: 10 }, { width: 640, height: 250, gap: 8 }];

const GRID: ViewChoice = { mode: 'grid', hideSelf: false, hideWithoutVideo: false };
const SPEAKER: ViewChoice = { ...GRID, mode: 'speaker' };
const FIRST: Focus = { page: 0 };

const person = (id: string, change: Partial<Member> = {}): Member => ({ id, self: false, video: true, screen: false, ...change });
const SELF = person('self', { self: true });
const screen = (id: string) => person(id, { screen: true });
const room = (others: number) => [...Array.from({ length: others }, (_, index) => person(`p${index}`)), SELF];
const ids = (arrangement: Arrangement, role?: string) =>
  arrangement.placed.filter((placed) => role === undefined || placed.role === role).map(({ id }) => id);

function overlap(one: Box, other: Box): boolean {
  return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
}

test('everyTileIsInsideAndNoneCoversAnother', () => {
  for (const space of SPACES) {
    for (let others = 0; others <= 40; others++) {
      for (const [choice, focus, more] of [
        [GRID, FIRST, []],
        [SPEAKER, FIRST, []],
        [GRID, { page: 1, pinned: 'p0' }, []],
        [GRID, FIRST, [screen('s1')]],
        [GRID, FIRST, [screen('s1'), screen('s2'), screen('s3')]],
      ] as const) {
        const arrangement = arrange([...more, ...room(others)], choice, focus, space);
        const boxes = [...arrangement.placed.filter(({ role }) => role !== 'floating'), ...(arrangement.pager ? [arrangement.pager] : [])];
        const what = `${others} others, ${choice.mode}, ${more.length} screens in ${space.width}x${space.height}`;
        for (const box of [...boxes, ...arrangement.placed]) {
          assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= space.width && box.y + box.height <= space.height, what);
          assert.ok(box.width > 0 && box.height > 0, what);
        }
        boxes.forEach((one, index) => boxes.slice(index + 1).forEach((other) => assert.ok(!overlap(one, other), what)));
      }
    }
  }
});

test('thePagesTogetherShowEverybodyOnce', () => {
  for (const space of SPACES) {
    for (const choice of [GRID, SPEAKER]) {
      const members = room(39);
      const { pages } = arrange(members, choice, FIRST, space);
      assert.ok(pages > 1);
      const seen = Array.from({ length: pages }, (_, page) => arrange(members, choice, { page }, space).placed.filter(({ role }) => role !== 'large')).flat();
      const large = ids(arrange(members, choice, FIRST, space), 'large');
      assert.deepEqual([...seen.map(({ id }) => id), ...large].sort(), members.map(({ id }) => id).sort());
    }
  }
});

test('tilesThatWouldBeTooSmallGoToAnotherPage', () => {
  for (const space of SPACES) {
    for (let others = 1; others <= 40; others++) {
      for (const { width } of arrange(room(others), GRID, FIRST, space).placed.filter(({ role }) => role === 'equal')) {
        assert.ok(width >= 140, `${others} others in ${space.width}x${space.height}: ${width}`);
      }
    }
  }
  assert.equal(arrange(room(24), GRID, FIRST, DESKTOP).pages, 1);
  assert.equal(arrange(room(25), GRID, FIRST, DESKTOP).pages, 2);
});

test('aPageThatIsGoneIsTheLastOne', () => {
  const arrangement = arrange(room(39), GRID, { page: 99 }, DESKTOP);
  assert.equal(arrangement.page, arrangement.pages - 1);
  assert.equal(arrange(room(2), GRID, { page: 3 }, DESKTOP).page, 0);
});

test('tilesHaveOneSizeOnAllPagesAndOneSeesOneselfOnTheFirst', () => {
  const sizes = [0, 1].map((page) => arrange(room(30), GRID, { page }, DESKTOP).placed.map(({ width, height }) => `${width}x${height}`));
  assert.equal(new Set(sizes.flat()).size, 1);
  assert.ok(ids(arrange(room(30), GRID, FIRST, DESKTOP)).includes('self'));
});

test('ofTwoPeopleOneFillsAWideStageAndOneselfFloats', () => {
  for (const choice of [GRID, SPEAKER]) {
    const arrangement = arrange(room(1), choice, FIRST, DESKTOP);
    assert.deepEqual(ids(arrangement, 'large'), ['p0']);
    assert.deepEqual(ids(arrangement, 'floating'), ['self']);
  }
  assert.deepEqual(ids(arrange(room(1), GRID, FIRST, PHONE), 'equal'), ['p0', 'self']);
});

test('theSpeakerIsLargeAndNeverOneself', () => {
  const large = (speaker: string | undefined) => ids(arrange(room(4), SPEAKER, { page: 0, speaker }, DESKTOP), 'large');
  assert.deepEqual(large('p2'), ['p2']);
  assert.deepEqual(large(undefined), ['p0']);
  assert.deepEqual(large('self'), ['p0']);
  assert.deepEqual(large('gone'), ['p0']);
  assert.deepEqual(ids(arrange([person('a', { video: false }), person('b'), SELF], SPEAKER, FIRST, DESKTOP), 'large'), ['b']);
  assert.deepEqual(ids(arrange([SELF], SPEAKER, FIRST, DESKTOP), 'large'), ['self']);
});

test('whoIsPinnedIsLargeWhateverElseHappens', () => {
  const members = [screen('s1'), ...room(4)];
  assert.deepEqual(ids(arrange(members, SPEAKER, { page: 0, pinned: 'p3', speaker: 'p1' }, DESKTOP), 'large'), ['p3']);
  assert.deepEqual(ids(arrange(members, GRID, { page: 0, pinned: 'gone' }, DESKTOP), 'large'), ['s1']);
});

test('sharedScreensAreLargeAllOfThem', () => {
  const members = [screen('s1'), screen('s2'), ...room(4)];
  for (const choice of [GRID, SPEAKER]) {
    assert.deepEqual(ids(arrange(members, choice, FIRST, DESKTOP), 'large'), ['s1', 's2']);
  }
  const [alone] = arrange([screen('s1'), ...room(1)], GRID, FIRST, DESKTOP).placed;
  assert.equal(alone?.height, DESKTOP.height);
});

test('oneselfIsHiddenOnlyBesideOthers', () => {
  const choice = { ...GRID, hideSelf: true };
  assert.deepEqual(ids(arrange(room(2), choice, FIRST, DESKTOP)), ['p0', 'p1']);
  assert.deepEqual(ids(arrange(room(0), choice, FIRST, DESKTOP)), ['self']);
});

test('peopleWithoutVideoAreHiddenUnlessNobodyHasAnyOrTheyArePinned', () => {
  const choice = { ...GRID, hideWithoutVideo: true };
  const dark = person('dark', { video: false });
  assert.deepEqual(ids(arrange([dark, person('p0'), SELF], choice, FIRST, PHONE)), ['p0', 'self']);
  assert.deepEqual(ids(arrange([dark, SELF], choice, FIRST, PHONE)), ['dark', 'self']);
  assert.deepEqual(ids(arrange([dark, person('p0'), SELF], choice, { page: 0, pinned: 'dark' }, PHONE), 'large'), ['dark']);
});

test('aStageWithoutSpaceYetHasNoNegativeSizes', () => {
  for (const others of [0, 1, 12]) {
    for (const { width, height } of arrange(room(others), GRID, FIRST, { width: 0, height: 0, gap: 10 }).placed.filter(({ role }) => role === 'equal')) {
      assert.ok(width >= 0 && height >= 0);
    }
  }
});
