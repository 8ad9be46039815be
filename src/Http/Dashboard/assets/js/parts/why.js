// Why a task waits, in the reader's language, from the reasons the scheduler gives.

import { h } from '../dom.js';
import { duration, moment } from '../format.js';
import { name, t } from '../i18n.js';

const parts = ['run_alone', 'overdue', 'higher_priority', 'less_served', 'earlier'];

/** The explanation of `/analysis/waiting`, as sentences and numbers. */
export function why(explanation) {
  const { reasons, ahead } = explanation;
  return h('section', { class: 'panel pad why', 'aria-label': t('why.title') },
    h('h2', { style: { 'margin-bottom': '8px' } }, t('why.title')),
    reasons.length === 0 ? h('p', {}, t('why.starting')) : h('ul', { class: 'lines' }, reasons.map(reason => h('li', {}, h('span', {}, sentence(reason, ahead))))),
    outlook(explanation));
}

function sentence(reason, ahead) {
  const key = `why.${reason.cause}`;
  const values = { n: reason.count, of: reason.of, until: reason.until ? moment(reason.until) : '–' };
  switch (reason.cause) {
    case 'dependencies':
      return [t(key, { n: reason.tasks.length }), ' ', links(reason.tasks)];
    case 'another_runs_alone':
      return [t(key), ' ', links(reason.tasks)];
    case 'tasks_ahead': {
      const told = parts.filter(part => ahead?.[part]).map(part => t(`why.ahead_${part}`, { n: ahead[part] }));
      return `${t(key, values)}${told.length ? `: ${told.join(t('comma'))}` : ''}`;
    }
    default:
      return t(key, values);
  }
}

function links(tasks) {
  return tasks.slice(0, 5).flatMap((id, i) => [i > 0 && ', ', h('a', { class: 'text mono', href: `/tasks/${encodeURIComponent(id)}` }, id.slice(-8))]).concat(tasks.length > 5 ? ' …' : []);
}

function outlook(explanation) {
  const items = [
    explanation.queue_position && [t('why.position'), `#${explanation.queue_position}`],
    explanation.estimated_start_seconds !== null && [t('why.start'), t('time.about', { length: duration(explanation.estimated_start_seconds) })],
    explanation.effective_priority && [t('why.effective'), name('priority', explanation.effective_priority)],
    explanation.raised_at && [t('why.raised'), t('time.in', { length: duration(Math.max(0, (Date.parse(explanation.raised_at) - Date.now()) / 1000)) })],
  ].filter(Boolean);
  return items.length > 0 && h('dl', { class: 'outlook' }, items.map(([label, value]) => h('div', {}, h('dt', {}, label), h('dd', {}, value))));
}
