import { get, poll, withQuery } from '../api.js';
import { h, patch } from '../dom.js';
import { t } from '../i18n.js';
import { duration, number, percent } from '../format.js';
import { bar, calls, empty, pageHead, priorities, priorityTag } from '../parts/common.js';
import { alertList, bottleneckList } from '../parts/findings.js';
import { historyCharts } from '../parts/history.js';
import { nodeCard } from '../parts/node.js';
import { stageName } from '../parts/stages.js';
import { cli, curl } from '../shellText.js';

/** The cluster at a glance. */
export function overview(container) {
  let seen = null;
  let history = null;

  const render = () => {
    if (!seen) return patch(container, h('div', { class: 'page' }, pageHead(t('overview.title'), { lead: t('overview.lead') }), placeholder()));
    const { stats, nodes, alerts, report, running, queued, raised } = seen;
    const idle = stats.concurrency.total_submitted === 0 && running.length + queued.length === 0;
    patch(container, h('div', { class: 'page' },
      pageHead(t('overview.title'), { lead: t('overview.lead') }),
      alerts.length > 0 && alertList(alerts),
      numbers(stats, nodes),
      report.bottlenecks.length > 0 && bottleneckList(report),
      idle ? firstSteps() : work(running, queued, raised, stats),
      h('section', { class: 'section', 'aria-label': t('overview.nodes') },
        h('header', {}, h('h2', {}, t('overview.nodes')), h('a', { class: 'text more', href: '/nodes' }, t('overview.manage'))),
        h('div', { class: 'nodes' }, nodes.map(node => nodeCard(node)))),
      h('section', { class: 'section', 'aria-label': t('history.title') },
        h('header', {}, h('h2', {}, t('history.title'))),
        historyCharts(history, container))));
  };

  const look = poll(async signal => {
    const [stats, { nodes }, running, queued, { alerts }, report] = await Promise.all([
      get('/api/v1/system/stats', { signal }),
      get('/api/v1/system/nodes', { signal }),
      get(withQuery('/api/v1/analysis', { status: 'running', limit: 8 }), { signal }),
      get(withQuery('/api/v1/analysis', { status: 'queued', limit: 50 }), { signal }),
      get('/api/v1/system/alerts', { signal }),
      get('/api/v1/system/report', { signal }),
    ]);
    const next = nextToStart(queued.tasks);
    seen = { stats, nodes, alerts, report, running: running.tasks, queued: next, raised: await raisedOf(next, signal) };
    render();
  }, 2000);

  const lookBack = poll(async signal => {
    history = await get('/api/v1/system/history?hours=4', { signal });
    if (seen) render();
  }, 15000);

  const resized = () => seen && render();
  addEventListener('resize', resized);
  render();
  return () => {
    look();
    lookBack();
    removeEventListener('resize', resized);
  };
}

// What goes before one of a higher priority has been raised by waiting: unexplained, the order would look wrong.
async function raisedOf(next, signal) {
  const odd = next.filter((task, i) => next.slice(i + 1).some(later => priorities.indexOf(later.priority) < priorities.indexOf(task.priority)));
  const found = await Promise.all(odd.map(task => get(`/api/v1/analysis/waiting/${encodeURIComponent(task.task_id)}`, { signal }).catch(() => null)));
  return new Map(odd.map((task, i) => [task.task_id, found[i]?.effective_priority]));
}

const nextToStart = tasks => tasks.sort((a, b) => (a.estimated_start_seconds ?? 1e9) - (b.estimated_start_seconds ?? 1e9) || (a.queue_position ?? 1e9) - (b.queue_position ?? 1e9)).slice(0, 8);

function numbers({ concurrency: c, load_balancer: balancer }, nodes) {
  const slots = nodes.filter(node => node.state === 'active').reduce((sum, node) => sum + node.max_concurrent_analyses, 0);
  const ended = c.total_completed + c.total_failed + c.total_timed_out;
  return h('section', { class: 'panel kpis', 'aria-label': t('overview.numbers') },
    kpi(t('kpi.running'), [number(c.current_running), h('small', {}, ` / ${number(slots)}`)], slots ? bar(c.current_running / slots, 'var(--c-running)', t('kpi.slots_taken', { share: percent(c.current_running / slots) })) : t('kpi.no_slots')),
    kpi(t('kpi.queued'), number(c.current_queued), c.total_rejected > 0 ? t('kpi.rejected', { n: number(c.total_rejected) }) : t('kpi.no_rejected')),
    kpi(t('kpi.success'), ended ? percent(c.success_rate, c.success_rate < 1 && c.success_rate > 0.99 ? 1 : 0) : '–', ended ? t('kpi.ended', { n: number(ended) }) : t('kpi.none_ended')),
    kpi(t('kpi.execution'), c.average_execution_time ? duration(c.average_execution_time) : '–', t('kpi.per_minute', { n: c.tasks_per_minute.toFixed(1) })),
    kpi(t('kpi.nodes'), [number(balancer.healthy_instances), h('small', {}, ` / ${number(balancer.total_instances)}`)], t(`strategy.${balancer.strategy}`)));
}

function kpi(label, value, note) {
  return h('div', { class: 'kpi' }, h('div', { class: 'label' }, label), h('div', { class: 'value' }, value), h('div', { class: 'note' }, note));
}

function work(running, queued, raised, stats) {
  return h('div', { class: 'halves' },
    h('section', { class: 'section', 'aria-label': t('overview.running') },
      h('header', {}, h('h2', {}, t('overview.running')), h('a', { class: 'text more', href: '/tasks?status=running' }, t('overview.all', { n: number(stats.concurrency.current_running) }))),
      running.length
        ? h('ul', { class: 'panel list' }, running.map(task => h('li', { class: 'batch', key: task.task_id },
          h('div', {}, h('a', { class: 'main', href: `/tasks/${task.task_id}` }, task.stock_code), ' ', h('span', { class: 'soft small' }, t(`type.${task.analysis_type}`)),
            h('div', { class: 'small faint clip' }, task.stage ? `${stageName(task.stage)} · ${task.node}` : task.node)),
          h('div', {}, bar(task.progress, 'var(--c-running)', percent(task.progress))),
          h('div', { class: 'right num soft small' }, duration(task.execution_seconds)))))
        : h('p', { class: 'panel pad soft small' }, t('overview.none_running'))),
    h('section', { class: 'section', 'aria-label': t('overview.next') },
      h('header', {}, h('h2', {}, t('overview.next')), h('a', { class: 'text more', href: '/tasks?status=queued' }, t('overview.all', { n: number(stats.concurrency.current_queued) }))),
      queued.length
        ? h('ul', { class: 'panel list' }, queued.map(task => h('li', { class: 'batch next', key: task.task_id },
          h('div', {}, h('a', { class: 'main', href: `/tasks/${task.task_id}` }, task.stock_code), ' ', priorityTag(task.priority, raised.get(task.task_id)),
            h('div', { class: 'small faint' }, t('overview.waited', { length: duration(task.wait_seconds) }))),
          h('div', { class: 'small soft' }, task.queue_position ? t('task.position', { n: task.queue_position, node: task.node }) : t('task.no_place')),
          h('div', { class: 'right num soft small' }, task.estimated_start_seconds === null ? '–' : t('time.in', { length: duration(task.estimated_start_seconds) })))))
        : h('p', { class: 'panel pad soft small' }, t('overview.none_waiting'))));
}

function firstSteps() {
  const body = { stock_code: 'AAPL', priority: 'high' };
  return empty(t('first.title'), t('first.text'),
    h('a', { class: 'button primary', href: '/submit?stock_code=AAPL' }, t('first.go')),
    calls([[t('calls.cli'), cli('submit', 'AAPL', '--priority', 'high', '--watch')], ['curl', curl('POST', '/api/v1/analysis/submit', body)]], { open: true, title: t('first.or') }));
}

function placeholder() {
  return h('div', { class: 'panel pad', 'aria-busy': 'true', 'aria-label': t('loading') }, h('div', { class: 'skeleton', style: { width: '40%', height: '54px' } }));
}
