// What became of a task, as its event log tells it: waits, attempts, and the stages of each, on one scale of time.

import { h } from '../dom.js';
import { duration, moment } from '../format.js';
import { name, t } from '../i18n.js';
import { stageName } from './stages.js';

/** Reads the log into spans, oldest first: `{status, attempt, node, from, to, error, stages: [{stage, from, to, seconds}]}`. What is not over has no `to`. */
export function spansOf(events, submittedAt) {
  const spans = [];
  for (const { kind, at, data } of events) {
    const last = spans.at(-1);
    if (kind === 'status') {
      if (last && last.status === data.status && last.attempt === data.attempt) {
        last.node = data.node ?? last.node; // It moved to another node, and waits on.
        continue;
      }
      if (last) [last.to, last.error] = [at, last.status === 'running' ? data.error : null];
      spans.push({ status: data.status, attempt: data.attempt, node: data.node, from: spans.length ? at : submittedAt, to: null, error: null, stages: [] });
    } else if (kind === 'stage' && last) {
      if (data.state === 'started') last.stages.push({ stage: data.stage, from: at, to: null, seconds: null });
      else Object.assign(last.stages.findLast(one => one.stage === data.stage) ?? {}, { to: at, seconds: data.seconds });
    }
  }
  return spans;
}

/** The spans drawn. `evidenceOf` gives what a stage found, or null. */
export function timeline(spans, finishedAt, evidenceOf) {
  const shown = spans.filter(span => span.to || !isEnd(span.status));
  if (shown.length === 0) return null;
  const start = Date.parse(shown[0].from);
  const end = Math.max(finishedAt ? Date.parse(finishedAt) : Date.now(), start + 1);
  const place = (from, to) => {
    const left = ((Date.parse(from) - start) / (end - start)) * 100;
    const right = (((to ? Date.parse(to) : end) - start) / (end - start)) * 100;
    return { left: `${Math.min(left, 99.4).toFixed(2)}%`, width: `${Math.max(0, right - left).toFixed(2)}%` };
  };
  const length = (from, to) => Math.max(0, ((to ? Date.parse(to) : end) - Date.parse(from)) / 1000);

  const line = (label, from, to, status, seconds, kind, isOpenable) => h(isOpenable ? 'summary' : 'div', { class: `span ${kind} s-${status}`, title: `${moment(from)} – ${to ? moment(to) : t('timeline.now')}` },
    h('span', { class: 'name clip' }, label),
    h('span', { class: 'track', 'aria-hidden': 'true' }, h('i', { style: place(from, to) })),
    h('span', { class: 'length' }, duration(seconds ?? length(from, to))));

  return h('div', { class: 'panel timeline list' }, shown.map((span, i) => h('div', { key: `${i}-${span.status}` },
    line(label(span), span.from, span.to, span.status, null, 'head', false),
    span.stages.map(one => {
      const found = evidenceOf(one.stage);
      const drawn = line(stageName(one.stage), one.from, one.to, one.to ? 'completed' : span.to ? 'cancelled' : 'running', one.seconds, 'stage', Boolean(found));
      return found ? h('details', { key: one.stage }, drawn, found) : drawn;
    }),
    span.error && h('p', { class: 'note' }, `${name('error', span.error.code)}: ${span.error.message}`))));
}

const isEnd = status => ['completed', 'failed', 'timed_out', 'cancelled'].includes(status);

function label(span) {
  if (span.status === 'running') return t('timeline.attempt', { n: span.attempt, node: span.node ?? '–' });
  return t(`timeline.${span.status}`);
}
