/** How a picture is enlarged: its factor, and how far it is moved, in CSS pixels from the middle. */
export interface Zoom {
  readonly factor: number;
  readonly x: number;
  readonly y: number;
}

export const WHOLE: Zoom = { factor: 1, x: 0, y: 0 };
const LARGEST = 8;
const STEP = 1.25;

/**
 * Enlarges around a point that stays where it is.
 *
 * @param point from the middle of the frame, in CSS pixels
 * @param frame the size of what is looked through
 */
export function zoomed(zoom: Zoom, by: number, point: { x: number; y: number }, frame: { width: number; height: number }): Zoom {
  const factor = Math.min(LARGEST, Math.max(1, zoom.factor * by));
  const ratio = factor / zoom.factor;
  return within({ factor, x: point.x - (point.x - zoom.x) * ratio, y: point.y - (point.y - zoom.y) * ratio }, frame);
}

export function panned(zoom: Zoom, dx: number, dy: number, frame: { width: number; height: number }): Zoom {
  return within({ ...zoom, x: zoom.x + dx, y: zoom.y + dy }, frame);
}

/** The edge of the picture never comes inside of the frame. */
function within({ factor, x, y }: Zoom, { width, height }: { width: number; height: number }): Zoom {
  return { factor, x: clamped(x, (width * (factor - 1)) / 2), y: clamped(y, (height * (factor - 1)) / 2) };
}

function clamped(value: number, reach: number): number {
  return reach > 0 ? Math.min(reach, Math.max(-reach, value)) : 0;
}

/** Lets the picture in a frame be enlarged by wheel, pinch, double click and keys, and moved by pulling. */
export function makeZoomable(frame: HTMLElement, picture: HTMLElement): void {
  let zoom = WHOLE;
  const fingers = new Map<number, { x: number; y: number }>();
  const size = () => ({ width: frame.clientWidth, height: frame.clientHeight });
  const fromMiddle = ({ clientX, clientY }: { clientX: number; clientY: number }) => {
    const box = frame.getBoundingClientRect();
    return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 };
  };
  const show = (next: Zoom) => {
    zoom = next;
    picture.style.transform = next.factor === 1 ? '' : `translate(${next.x}px, ${next.y}px) scale(${next.factor})`;
    frame.dataset['zoom'] = next.factor.toFixed(2);
  };
  frame.tabIndex = 0;
  frame.addEventListener('wheel', (event) => {
    event.preventDefault();
    show(zoomed(zoom, event.deltaY < 0 ? STEP : 1 / STEP, fromMiddle(event), size()));
  }, { passive: false });
  frame.addEventListener('dblclick', (event) => {
    event.stopPropagation();
    show(zoom.factor > 1 ? WHOLE : zoomed(zoom, 2, fromMiddle(event), size()));
  });
  frame.addEventListener('keydown', (event) => {
    const move = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
    if (event.key === '+' || event.key === '-') {
      show(zoomed(zoom, event.key === '+' ? STEP : 1 / STEP, { x: 0, y: 0 }, size()));
    } else if (event.key === '0') {
      show(WHOLE);
    } else if (move && zoom.factor > 1) {
      event.preventDefault();
      show(panned(zoom, move[0] ?? 0, move[1] ?? 0, size()));
    }
  });
  frame.addEventListener('pointerdown', (event) => {
    if (!(event.target instanceof Element && event.target.closest('button'))) {
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      frame.setPointerCapture(event.pointerId);
    }
  });
  frame.addEventListener('pointermove', (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) {
      return;
    }
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    const now = { x: event.clientX, y: event.clientY };
    if (other) {
      const apart = (point: { x: number; y: number }) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
      show(zoomed(zoom, apart(now) / apart(before), fromMiddle({ clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 }), size()));
    } else {
      show(panned(zoom, now.x - before.x, now.y - before.y, size()));
    }
    fingers.set(event.pointerId, now);
  });
  for (const end of ['pointerup', 'pointercancel'] as const) {
    frame.addEventListener(end, (event) => fingers.delete(event.pointerId));
  }
}
