// What is wrong and what limits the cluster, told in the reader's language from the numbers that the server gives.

import { h } from '../dom.js';
import { duration, number, percent, relative } from '../format.js';
import { has, name, t } from '../i18n.js';

const shares = ['utilization', 'success_rate', 'failure_rate'];
const lengths = ['mean_execution_time', 'overdue_run'];

const shown = (about, value) => (shares.includes(about) ? percent(value, Number.isInteger(Math.round(value * 1000) / 10) ? 0 : 1) : lengths.includes(about) ? duration(value) : number(value));

/** The alerts that fire. */
export function alertList(alerts) {
  return h('section', { class: 'section', 'aria-label': t('alerts.title') },
    h('header', {}, h('h2', {}, t('alerts.title'))),
    h('ul', { class: 'panel list' }, worstFirst(alerts).map(alert => finding(alert, name('alert', alert.name), [
      h('span', { class: 'small faint' }, t('alerts.since', { when: relative(alert.since) })),
      h('span', { class: 'text' }, has(`alert_text.${alert.name}`) ? t(`alert_text.${alert.name}`, { n: alert.value, value: shown(alert.name, alert.value), threshold: shown(alert.name, alert.threshold) }) : alert.summary)]))));
}

/** What limits the cluster, what would help, and the waits to expect with more nodes. */
export function bottleneckList(report) {
  return h('section', { class: 'section', 'aria-label': t('bottlenecks.title') },
    h('header', {}, h('h2', {}, t('bottlenecks.title'))),
    h('ul', { class: 'panel list' }, report.bottlenecks.map(one => finding(one, name('bottleneck', one.name), [
      h('span'),
      h('span', { class: 'text' }, found(one, report), ' ', remedy(one)),
      one.forecast.length > 1 && h('div', { class: 'text' }, forecast(one.forecast))]))));
}

const worstFirst = alerts => alerts.toSorted((a, b) => (b.severity === 'critical') - (a.severity === 'critical'));

function finding(one, title, rest) {
  return h('li', { class: `alert ${one.severity}`, key: one.name },
    h('span', { class: 'sev', 'aria-hidden': 'true' }),
    h('strong', { class: 'small' }, title, ' ', h('span', { class: `tag ${one.severity === 'critical' ? 'urgent' : 'high'}` }, name('severity', one.severity))),
    rest);
}

function found(one, report) {
  const key = `bottleneck_text.${one.name}`;
  if (!has(key)) return one.summary;
  const value = ['failures', 'timeouts'].includes(one.name) ? percent(one.value) : number(one.value);
  return t(key, { n: one.value, value, running: number(report.active), queued: number(report.queued), share: percent(report.utilization), p95: duration(report.p95_wait_seconds) });
}

function remedy({ name: about, remedy: told, forecast: expected }) {
  if (about !== 'slots') return has(`remedy.${about}`) ? t(`remedy.${about}`) : told;
  if (expected.length === 0) return t('remedy.slots_unknown');
  const last = expected.at(-1);
  const values = { n: last.nodes, wait: duration(last.p95_wait_seconds) };
  if (expected.length === 1) return t('remedy.slots_burst', values);
  return t(last.p95_wait_seconds === null ? 'remedy.slots_never' : 'remedy.slots_nodes', values);
}

function forecast(expected) {
  const endless = t('forecast.endless');
  const length = seconds => (seconds === null ? endless : duration(seconds));
  return h('table', { class: 'forecast' },
    h('caption', { class: 'hidden-text' }, t('forecast.title')),
    h('thead', {}, h('tr', {}, ['nodes', 'utilization', 'average', 'p95'].map(column => h('th', { scope: 'col' }, t(`forecast.${column}`))))),
    h('tbody', {}, expected.map((one, i) => h('tr', {}, h('th', { scope: 'row' }, number(one.nodes), i === 0 && ` ${t('forecast.now')}`),
      h('td', {}, percent(one.utilization)), h('td', {}, length(one.average_wait_seconds)), h('td', {}, length(one.p95_wait_seconds))))));
}
