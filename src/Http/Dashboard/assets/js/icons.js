import { s } from './dom.js';

const paths = {
  overview: 'M3 3h5v6H3zM10 3h5v3.5h-5zM10 9h5v6h-5zM3 11.500h5V15H3z',
  tasks: 'M3 4.500h12M3 9h12M3 13.500h8',
  batches: 'M9 2.500 15.500 6 9 9.500 2.500 6zM2.500 9.200 9 12.700l6.500-3.500M2.500 12.300 9 15.800l6.500-3.500',
  nodes: 'M3 3.500h12v4.500H3zM3 10h12v4.500H3zM6 5.750h.01M6 12.250h.01',
  add: 'M9 3.500v11M3.500 9h11',
  search: 'M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3zM12 12l3 3',
  sun: 'M9 6a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM9 1.800v1.400M9 14.800v1.400M1.800 9h1.400M14.800 9h1.400M3.900 3.900l1 1M13.100 13.100l1 1M3.900 14.100l1-1M13.100 4.900l1-1',
  moon: 'M15 10.500A6.300 6.300 0 0 1 7.500 3a6.300 6.300 0 1 0 7.500 7.500z',
  out: 'M7 3H3.500v12H7M7.500 9H15M12 6l3 3-3 3',
  copy: 'M6.500 6.500h8v8h-8zM11.500 6.500v-3h-8v8h3',
  check: 'M3.500 9.500 7.200 13l7.300-8',
};

/** A drawing that says nothing to those who do not see it; what it stands for is said beside it. */
export function icon(name) {
  return s('svg', { width: 16, height: 16, viewBox: '0 0 18 18', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6, 'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true' },
    s('path', { d: paths[name] }));
}
