import { h } from '../dom.js';
import { duration, number } from '../format.js';
import { t } from '../i18n.js';
import { bar } from './common.js';

/** A node: its health, every slot, its queue. `more`: what an admin can do, below. */
export function nodeCard(node, more) {
  const health = node.state === 'active' ? (node.healthy ? 'healthy' : 'unhealthy') : node.state;
  const most = 40;
  const shown = Math.min(node.max_concurrent_analyses, most);
  const taken = node.max_concurrent_analyses <= most ? node.running : Math.round((node.running / node.max_concurrent_analyses) * most);
  return h('article', { class: 'panel node', key: node.node_id, 'aria-label': node.node_id },
    h('div', { class: 'top' }, h('strong', { class: 'clip' }, node.node_id), h('span', { class: `status h-${health}` }, t(`health.${health}`))),
    h('div', { class: 'group' },
      h('div', { class: 'line' }, h('span', {}, t('node.slots')), h('span', {}, `${number(node.running)} / ${number(node.max_concurrent_analyses)}`)),
      h('div', { class: 'slots', 'aria-hidden': 'true' }, Array.from({ length: Math.max(shown, Math.min(taken, most)) }, (_, i) => h('span', { class: i < taken ? 'slot taken' : 'slot' })))),
    h('div', { class: 'group' },
      h('div', { class: 'line' }, h('span', {}, t('node.queue')), h('span', {}, `${number(node.queued)} / ${number(node.max_queue_size)}`)),
      bar(node.max_queue_size ? node.queued / node.max_queue_size : 0, 'var(--c-queued)', t('node.queue_text', { n: number(node.queued), of: number(node.max_queue_size) }))),
    h('div', { class: 'line' }, h('span', {}, t('node.average', { length: node.average_execution_seconds ? duration(node.average_execution_seconds) : '–' })),
      node.stuck > 0 ? h('span', {}, t('node.stuck', { n: node.stuck })) : node.consecutive_failures > 0 && h('span', {}, t('node.failures', { n: node.consecutive_failures }))),
    more);
}
