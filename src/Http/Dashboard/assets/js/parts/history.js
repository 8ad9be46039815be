import { h } from '../dom.js';
import { duration, number, percent, unit } from '../format.js';
import { t } from '../i18n.js';
import { chart } from './chart.js';

const outcomes = ['completed', 'failed', 'timed_out', 'cancelled'];

/** Throughput, wait and success of the last hours. `history`: null while it loads. */
export function historyCharts(history, container) {
  if (!history) return h('div', { class: 'charts' }, [0, 1, 2].map(() => h('div', { class: 'panel chart', 'aria-busy': 'true' }, h('div', { class: 'skeleton', style: { height: '180px' } }))));

  const { buckets, bucket_seconds: seconds } = history;
  if (!buckets.some(bucket => bucket.submitted > 0 || bucket.running > 0 || outcomes.some(key => bucket[key] > 0))) return h('p', { class: 'panel pad soft small' }, t('history.empty'));
  const times = buckets.map(bucket => bucket.at);
  const room = container.clientWidth || 900;
  const columns = Math.max(1, Math.min(3, Math.floor((Math.min(room, 1160) + 12) / 292)));
  const width = (Math.min(room - (room < 700 ? 32 : 80), 1160) - 12 * (columns - 1)) / columns - 38;
  const shared = { times, seconds, width };
  const total = key => buckets.reduce((sum, bucket) => sum + (bucket[key] ?? 0), 0);
  const ended = outcomes.reduce((sum, key) => sum + total(key), 0);
  const waits = buckets.map(bucket => bucket.average_wait_seconds ?? null);
  const judged = total('completed') + total('failed') + total('timed_out');
  const success = buckets.map(bucket => {
    const all = bucket.completed + bucket.failed + bucket.timed_out;
    return all ? bucket.completed / all : null;
  });
  const lastWait = waits.findLast(value => value !== null);
  return h('div', { class: 'charts' },
    chart({
      ...shared, kind: 'bars', title: t('history.throughput'), now: t('history.ended', { n: number(ended) }), format: whole,
      series: outcomes.map(name => ({ name, values: buckets.map(bucket => bucket[name]) })), describe: t('history.throughput_text', { n: number(ended) }),
    }),
    chart({
      ...shared, kind: 'curve', title: t('history.wait'), now: lastWait === undefined ? '–' : duration(lastWait), format: short,
      series: [{ name: 'wait', label: t('history.wait'), values: waits }], describe: t('history.wait_text', { length: lastWait === undefined ? '–' : duration(lastWait) }),
    }),
    chart({
      ...shared, kind: 'curve', title: t('history.success'), now: judged ? percent(total('completed') / judged) : '–', format: value => percent(value), max: 1,
      series: [{ name: 'success', label: t('history.success'), values: success }], describe: t('history.success_text', { share: judged ? percent(total('completed') / judged) : '–' }),
    }));
}

const whole = value => (Number.isInteger(value) ? number(value) : value.toFixed(1));

const short = value => (value < 120 ? `${+value.toFixed(value < 10 ? 1 : 0)}${unit('s')}` : value < 7200 ? `${Math.round(value / 60)}${unit('m')}` : `${Math.round(value / 3600)}${unit('h')}`);
