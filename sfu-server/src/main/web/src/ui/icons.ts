const SVG = 'http://www.w3.org/2000/svg';

/** Line drawings on a 24 by 24 field. */
const DRAWINGS = {
  microphone: ['M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3z', 'M5.500 11a6.500 6.500 0 0 0 13 0', 'M12 17.500V21'],
  'microphone-off': [
    'M15 10.500V6a3 3 0 0 0-5.700-1.300M9 9v2a3 3 0 0 0 4.600 2.500',
    'M5.500 11a6.500 6.500 0 0 0 10.200 5.300M18.500 11a6.500 6.500 0 0 1-.8 3.100',
    'M12 17.500V21',
    'M3.500 3.500l17 17',
  ],
  camera: [
    'M5 6.500h8.500a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2z',
    'M15.500 10.800l4.300-2.700a.8.8 0 0 1 1.200.7v6.400a.8.8 0 0 1-1.200.7l-4.300-2.700',
  ],
  'camera-off': [
    'M9.500 6.500h4a2 2 0 0 1 2 2v4M15.200 16.600a2 2 0 0 1-1.700.9H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 1.700-2',
    'M15.500 10.800l4.300-2.700a.8.8 0 0 1 1.200.7v6.400a.8.8 0 0 1-1 .8',
    'M3.500 3.500l17 17',
  ],
  settings: ['M4 7h9M17 7h3M4 17h3M11 17h9', 'M15 4.800a2.200 2.200 0 1 0 0 4.400a2.200 2.200 0 0 0 0-4.400z', 'M9 14.800a2.200 2.200 0 1 0 0 4.400a2.200 2.200 0 0 0 0-4.400z'],
  link: ['M10 14a4 4 0 0 0 5.700.3l3-3a4 4 0 0 0-5.700-5.700l-1.300 1.300', 'M14 10a4 4 0 0 0-5.700-.3l-3 3a4 4 0 0 0 5.700 5.700l1.300-1.300'],
  leave: ['M3.700 13.200c4.700-4.400 11.900-4.400 16.600 0 .6.600.6 1.500.1 2.100l-1 1.200c-.5.6-1.400.7-2 .2l-1.800-1.400a1.500 1.500 0 0 1-.6-1.200v-1.600a10 10 0 0 0-6 0v1.600c0 .5-.2.9-.6 1.200l-1.800 1.400c-.6.500-1.500.400-2-.2l-1-1.200c-.5-.6-.5-1.500.1-2.100z'],
  people: ['M9 11.500a3.500 3.500 0 1 0 0-7a3.500 3.500 0 0 0 0 7z', 'M2.500 19.500c.4-3.300 3.100-5.500 6.500-5.500s6.100 2.200 6.500 5.500', 'M16 5a3.300 3.300 0 0 1 0 6.300M18 14.500c1.900.8 3.200 2.600 3.500 5'],
  check: ['M5 12.500l4.500 4.500L19 7.500'],
  shuffle: ['M19.500 12a7.500 7.500 0 1 1-2.200-5.300L19.500 9', 'M19.500 4.500V9H15'],
  speaker: ['M4 9.500h3.500L12 5.500v13l-4.500-4H4z', 'M15.500 9a4.200 4.200 0 0 1 0 6M18 6.500a7.800 7.800 0 0 1 0 11'],
  warning: ['M12 4.500l8.500 15h-17z', 'M12 10v4.500M12 17v.1'],
  close: ['M6 6l12 12M18 6L6 18'],
  arrow: ['M5 12h14M13 6l6 6-6 6'],
  left: ['M14.500 5.500L8 12l6.500 6.500'],
  right: ['M9.500 5.500L16 12l-6.500 6.500'],
  more: ['M5.500 12h.01M12 12h.01M18.500 12h.01'],
  grid: ['M4 5.500h6.500v5.500H4zM13.500 5.500H20v5.500h-6.500zM4 13.500h6.500V19H4zM13.500 13.500H20V19h-6.500z'],
  'speaker-view': ['M4 5.500h10.500V19H4zM17.500 5.500H20v3.500h-2.500zM17.500 10.500H20V14h-2.500zM17.500 15.500H20V19h-2.500z'],
  pin: ['M9 4h6l-.8 5.500 3.300 3.500v1.500h-11V13l3.300-3.500z', 'M12 14.500V20'],
  chart: ['M4.500 19.500h15M7 16v-4M12 16V6.500M17 16v-6.500'],
  signal: ['M5 19v-3.500M10 19v-7M15 19V8.500M20 19V5'],
  keyboard: ['M4.500 7h15a1.500 1.500 0 0 1 1.500 1.500v7a1.500 1.500 0 0 1-1.500 1.500h-15A1.500 1.500 0 0 1 3 15.500v-7A1.500 1.500 0 0 1 4.500 7z', 'M6.500 10h.01M10 10h.01M14 10h.01M17.500 10h.01M8.500 14h7'],
  'full-screen': ['M4.500 9.500v-5h5M14.500 4.500h5v5M19.500 14.500v5h-5M9.500 19.500h-5v-5'],
  eye: ['M3 12c2-4 5.200-6 9-6s7 2 9 6c-2 4-5.200 6-9 6s-7-2-9-6z', 'M12 9.500a2.500 2.500 0 1 0 0 5a2.500 2.500 0 0 0 0-5z'],
} as const;

export type IconName = keyof typeof DRAWINGS;

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', name === 'leave' ? 'icon icon-solid' : 'icon');
  svg.setAttribute('aria-hidden', 'true');
  for (const drawing of DRAWINGS[name]) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', drawing);
    svg.append(path);
  }
  return svg;
}

/** Parley's mark: two speech bubbles. */
export function mark(): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '5 7 22 20');
  svg.setAttribute('class', 'mark');
  svg.setAttribute('aria-hidden', 'true');
  const bubbles = [
    ['mark-front', 'M7 12.500A4.500 4.500 0 0 1 11.500 8h5a4.500 4.500 0 0 1 4.500 4.500v2a4.500 4.500 0 0 1-4.500 4.500H12l-3.600 3.100A.85.85 0 0 1 7 21.450z'],
    ['mark-back', 'M22.800 13.100A4.200 4.200 0 0 1 25 16.800v8a.85.85 0 0 1-1.400.650L20.700 23h-4.200a4.300 4.300 0 0 1-3.500-1.800h3.600a6.200 6.200 0 0 0 6.200-6.200z'],
  ] as const;
  for (const [name, drawing] of bubbles) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('class', name);
    path.setAttribute('d', drawing);
    svg.append(path);
  }
  return svg;
}
