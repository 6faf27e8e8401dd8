const FIRST = words(
  'amber bold brave bright brisk calm candid clear clever cosy crisp daring deft eager early easy fair fleet fond fresh ' +
    'gentle glad golden good grand happy hardy honest jolly keen kind lively loyal lucky mellow merry mild modest neat nimble ' +
    'noble open patient plain polite proud quick quiet ready rosy serene silver smooth snug sunny swift tidy true upbeat ' +
    'vivid warm wise witty young',
);
const SECOND = words(
  'acorn alder apple arbor aspen badger bamboo beaver birch bison cedar cherry clover condor coral crane dahlia dolphin eagle ' +
    'elm falcon fern finch fox gecko ginger hazel heron holly ibis iris ivy jasmine juniper kestrel koala larch lark lemon lilac ' +
    'linden lotus lynx magpie maple marten mint moose myrtle olive orchid otter owl panda pepper pine plover plum poppy puffin ' +
    'robin rowan saffron willow',
);
const THIRD = words(
  'anchor bay beach bend bridge brook canyon cape cliff coast cove creek dale delta dune fjord field forest garden glade glen ' +
    'grove harbor heath hill hollow inlet island lagoon lake lane ledge light marsh meadow mesa mill moor oasis orchard park pass ' +
    'peak pier plain point pond port quay range reef ridge river shore spring strait summit terrace trail vale valley well woods',
);

export const ROOM_NAME_MAX = 128;

/** A room name that can be read aloud over the phone, such as `calm-otter-harbor-42`. */
export function suggestRoomName(randomBelow: (limit: number) => number = secureRandomBelow): string {
  const pick = (list: readonly string[]) => list[randomBelow(list.length)] ?? '';
  return `${pick(FIRST)}-${pick(SECOND)}-${pick(THIRD)}-${10 + randomBelow(90)}`;
}

/**
 * What a person typed as a room name, in the form in which it stands in the link. Leading dots go: a browser takes
 * `..` in a path as the way up.
 */
export function tidyRoomName(typed: string): string {
  return typed.trim().replace(/[\s/\\?#%]+/gu, '-').replace(/^[.-]+|-+$/g, '').slice(0, ROOM_NAME_MAX);
}

/** The room of a join link's path (`/r/<room>`), or undefined for any other path. */
export function roomOfPath(path: string): string | undefined {
  const match = /^\/r\/([^/]+)\/?$/.exec(path);
  if (!match?.[1]) {
    return undefined;
  }
  try {
    const room = decodeURIComponent(match[1]).trim();
    return room.length > 0 && room.length <= ROOM_NAME_MAX ? room : undefined;
  } catch {
    return undefined;
  }
}

export function pathOfRoom(room: string): string {
  return `/r/${encodeURIComponent(room)}`;
}

function secureRandomBelow(limit: number): number {
  const value = new Uint32Array(1);
  crypto.getRandomValues(value);
  return (value[0] ?? 0) % limit;
}

function words(list: string): readonly string[] {
  return list.split(' ');
}
