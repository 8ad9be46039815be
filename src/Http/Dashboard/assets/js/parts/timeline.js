// What became of a task, as its event log tells it: waits, attempts, and the stages of each, on one scale of time.

import { h } from '../dom.js';
import { duration, moment } from '../format.js';
import { t } from '../i18n.js';
import { errorText } from './common.js';
import { evidenceOf, silenceOf, stageName } from './stages.js';

/** Reads the log into spans, oldest first: `{status, attempt, node, from, to, next, error, stages: [{stage, from, to, seconds, reused}]}`. What is not over has no `to`. */
export function spansOf(events, submittedAt) {
  const spans = [];
  for (const { kind, at, data } of events) {
    const last = spans.at(-1);
    if (kind === 'status') {
      if (last && last.status === data.status && last.attempt === data.attempt) {
        last.node = data.node ?? last.node; // It moved to another node, and waits on.
        continue;
      }
      if (last) [last.to, last.next, last.error] = [at, data.status, last.status === 'running' ? data.error : null];
      spans.push({ status: data.status, attempt: data.attempt, node: data.node, from: spans.length ? at : submittedAt, to: null, next: null, error: null, stages: [] });
    } else if (kind === 'stage' && last) {
      if (data.state === 'started') last.stages.push({ stage: data.stage, from: at, to: null, seconds: null, reused: false });
      else Object.assign(last.stages.findLast(one => one.stage === data.stage) ?? {}, { to: at, seconds: data.seconds, reused: data.reused === true });
    }
  }
  return spans;
}

/** The spans of a task drawn; of its report, where there is one, what each stage found. */
export function timeline(spans, task, report) {
  const shown = spans.filter(span => span.to || !isEnd(span.status));
  if (shown.length === 0) return null;
  const start = Date.parse(shown[0].from);
  const end = Math.max(task.finished_at ? Date.parse(task.finished_at) : Date.now(), start + 1);
  const place = (from, to) => {
    const left = ((Date.parse(from) - start) / (end - start)) * 100;
    const right = (((to ? Date.parse(to) : end) - start) / (end - start)) * 100;
    return { left: `${Math.min(left, 99.4).toFixed(2)}%`, width: `${Math.max(0, right - left).toFixed(2)}%` };
  };
  const length = (from, to) => Math.max(0, ((to ? Date.parse(to) : end) - Date.parse(from)) / 1000);

  const line = (label, { from, to }, status, told, kind, isOpenable) => h(isOpenable ? 'summary' : 'div', { class: `span ${kind} s-${status}`, title: `${moment(from)} – ${to ? moment(to) : t('timeline.now')}` },
    h('span', { class: 'name clip' }, label),
    h('span', { class: 'track', 'aria-hidden': 'true' }, h('i', { style: place(from, to) })),
    h('span', { class: 'length' }, told));

  const stageLine = (one, span) => {
    const silent = one.to ? silenceOf(report, one.stage) : null;
    const found = silent ?? evidenceOf(report, one.stage);
    const status = silent ? 'silent' : one.to ? 'completed' : span.to ? outcomeOf(span) : 'running';
    const told = silent ? h('span', { class: 'tag' }, t('timeline.no_data')) : one.reused ? h('span', { class: 'faint', title: t('timeline.reused_text') }, t('timeline.reused')) : duration(one.seconds ?? length(one.from, one.to ?? span.to));
    const drawn = line(stageName(one.stage), { from: one.from, to: one.to ?? span.to }, status, told, 'stage', Boolean(found));
    return found ? h('details', { key: one.stage }, drawn, found) : drawn;
  };

  // The end of the task is told above; here it would be told a second time.
  const isTold = span => isEnd(span.next) && span.error && task.error?.message === span.error.message;
  return h('div', { class: 'panel timeline list' }, shown.map((span, i) => h('div', { key: `${i}-${span.status}` },
    line(label(span), span, span.status === 'running' && span.to ? outcomeOf(span) : span.status, duration(length(span.from, span.to)), 'head', false),
    span.stages.map(one => stageLine(one, span)),
    span.error && !isTold(span) && h('p', { class: 'note' }, errorText(span.error)))));
}

// What an attempt came to: lost with its node, it came to nothing and is nobody's failure.
function outcomeOf(span) {
  if (span.next === 'completed' || span.next === 'cancelled') return span.next;
  return !span.error ? 'cancelled' : span.next === 'timed_out' || span.error.code === 'timeout' ? 'timed_out' : 'failed';
}

const isEnd = status => ['completed', 'failed', 'timed_out', 'cancelled'].includes(status);

function label(span) {
  if (span.status === 'running') return t('timeline.attempt', { n: span.attempt, node: span.node ?? '–' });
  return t(`timeline.${span.status}${span.to ? '' : '_now'}`);
}
