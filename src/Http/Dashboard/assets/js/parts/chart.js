// Small charts of the last hours, drawn in SVG at the width they have.

import { h, s } from '../dom.js';
import { clock } from '../format.js';
import { name } from '../i18n.js';

const height = 132;
const bottom = 20;
const top = 6;

/**
 * A chart with its caption. `series`: stacked bars, or one curve; each has `name`, `color` and `values`, in which null means that nothing happened.
 * `times` and `seconds` say when each value began and how long it lasts.
 */
export function chart({ title, now, kind, times, seconds, series, format, max, width = 320, describe }) {
  const left = 34;
  const inner = Math.max(60, width - left);
  const peak = max ?? niceTop(Math.max(...times.map((_, i) => (kind === 'bars' ? series.reduce((sum, one) => sum + (one.values[i] ?? 0), 0) : series[0].values[i] ?? 0)), 0));
  const y = value => top + (height - bottom - top) * (1 - value / peak);
  const step = inner / times.length;
  const marks = kind === 'bars' ? bars(series, times.length, left, step, y) : curve(series[0], left, step, y);
  const ticks = [0, peak / 2, peak].map(value => s('g', {},
    s('line', { class: 'grid', x1: left, x2: left + inner, y1: y(value), y2: y(value) }),
    s('text', { class: 'axis', x: left - 7, y: y(value) + 4, 'text-anchor': 'end' }, format(value))));
  const hits = times.map((time, i) => s('rect', { class: 'hit', x: left + i * step, y: top, width: step, height: height - bottom - top },
    s('title', {}, `${clock(time)} – ${clock(Date.parse(time) + seconds * 1000)}\n${series.map(one => `${one.label ?? name('status', one.name)}: ${one.values[i] === null ? '–' : format(one.values[i])}`).join('\n')}`)));
  return h('figure', { class: 'panel chart' },
    h('figcaption', {}, h('h3', {}, title), h('span', {}, now)),
    s('svg', { viewBox: `0 0 ${left + inner} ${height}`, role: 'img', 'aria-label': describe, preserveAspectRatio: 'none' }, ticks, marks, hits, dates(times, left, inner)),
    h('div', { class: 'legend' }, kind === 'bars' && series.map(one => h('span', { class: `status s-${one.name}` }, one.label ?? name('status', one.name)))));
}

function bars(series, count, left, step, y) {
  const drawn = [];
  for (let i = 0; i < count; i++) {
    let base = 0;
    for (const one of series) {
      const value = one.values[i] ?? 0;
      if (value > 0) drawn.push(s('rect', { x: left + i * step + Math.min(1, step * 0.12), width: Math.max(1, step - Math.min(2, step * 0.24)), y: y(base + value), height: Math.max(1, y(base) - y(base + value)), fill: `var(--c-${one.name})`, rx: Math.min(1.5, step / 4) }));
      base += value;
    }
  }
  return drawn;
}

// Where nothing happened, the curve has a gap: no value is made up. A value alone is a dot.
function curve(one, left, step, y) {
  const parts = [];
  let part = [];
  one.values.forEach((value, i) => {
    if (value === null) {
      part = [];
      return;
    }
    if (part.length === 0) parts.push(part);
    part.push([left + (i + 0.5) * step, y(value)]);
  });
  return parts.map(points => {
    const line = points.map(([x, at], i) => `${i ? 'L' : 'M'}${x.toFixed(1)} ${at.toFixed(1)}`).join('');
    if (points.length === 1) return s('circle', { cx: points[0][0], cy: points[0][1], r: 2.5, fill: 'var(--accent)' });
    return [s('path', { class: 'area', d: `${line}L${points.at(-1)[0].toFixed(1)} ${y(0)}L${points[0][0].toFixed(1)} ${y(0)}Z` }), s('path', { class: 'curve', d: line })];
  });
}

function dates(times, left, inner) {
  if (times.length < 2) return [];
  const at = [0, Math.floor(times.length / 2), times.length - 1];
  return at.map((index, i) => s('text', { class: 'axis', x: left + (inner * index) / (times.length - 1), y: height - 4, 'text-anchor': ['start', 'middle', 'end'][i] }, clock(times[index])));
}

function niceTop(value) {
  if (value <= 0) return 1;
  const unit = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 5, 10].map(times => times * unit).find(candidate => candidate >= value);
}
