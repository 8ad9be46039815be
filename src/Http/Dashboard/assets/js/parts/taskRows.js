// A list of any length: only the rows in sight exist, the window scrolls, pages are fetched as they come near.

import { h, patch } from '../dom.js';
import { t } from '../i18n.js';
import { duration, percent } from '../format.js';
import { ago, bar, priorityTag, statusMark } from './common.js';

const spare = 12;

export const rowHeight = () => (matchMedia('(max-width: 780px)').matches ? 66 : 44);

/** Keeps a container showing those of `tasks()` that are in sight; `onNearEnd` is called as the last comes near. Returns how to draw again and how to end. */
export function virtualRows(container, tasks, onNearEnd) {
  let queued = false;
  const draw = () => {
    queued = false;
    const all = tasks();
    const height = rowHeight();
    const above = container.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor(-above / height) - spare);
    const last = Math.min(all.length, Math.ceil((innerHeight - above) / height) + spare);
    container.style.height = `${all.length * height}px`;
    container.setAttribute('aria-rowcount', all.length + 1);
    patch(container, all.slice(first, last).map((task, i) => row(task, first + i, height)));
    if (last >= all.length - spare) onNearEnd();
    range = [Math.max(0, first + spare), Math.max(0, last - spare)];
  };
  let range = [0, 0];
  const later = () => {
    if (!queued) requestAnimationFrame(draw);
    queued = true;
  };
  addEventListener('scroll', later, { passive: true });
  addEventListener('resize', later);
  return {
    draw,
    inSight: () => range,
    end() {
      removeEventListener('scroll', later);
      removeEventListener('resize', later);
    },
  };
}

/** The names of the columns. */
export function rowsHead() {
  const columns = ['status', 'code', 'type', 'priority', 'tenant', 'where', 'length', 'submitted'];
  return h('div', { class: 'rows-head', role: 'row' }, columns.map(column => h('span', { role: 'columnheader', class: column === 'length' || column === 'submitted' ? 'right' : null }, t(`column.${column}`))));
}

function row(task, index, height) {
  return h('div', { class: 'row', role: 'row', key: task.task_id, 'aria-rowindex': index + 2, style: { transform: `translateY(${index * height}px)` } },
    h('span', { class: 'cell c-status', role: 'cell' }, statusMark(task.status)),
    h('span', { class: 'cell c-code clip', role: 'cell' }, h('a', { class: 'main', href: `/tasks/${encodeURIComponent(task.task_id)}` }, task.stock_code)),
    h('span', { class: 'cell clip soft', role: 'cell' }, t(`type.${task.analysis_type}`)),
    h('span', { class: 'cell', role: 'cell' }, priorityTag(task.priority)),
    h('span', { class: 'cell clip soft small', role: 'cell' }, task.tenant),
    h('span', { class: 'cell c-where where', role: 'cell' }, where(task)),
    h('span', { class: 'cell right soft small', role: 'cell' }, duration(task.execution_seconds)),
    h('span', { class: 'cell c-when right soft small nowrap', role: 'cell' }, ago(task.submitted_at)));
}

function where(task) {
  switch (task.status) {
    case 'running': return [bar(task.progress, 'var(--c-running)', percent(task.progress)), h('span', { class: 'nowrap' }, percent(task.progress)), h('span', { class: 'clip faint' }, task.node)];
    case 'queued': return h('span', { class: 'clip' }, task.queue_position ? t('task.position', { n: task.queue_position, node: task.node }) : t('task.no_place'));
    case 'completed': return h('span', { class: 'clip faint' }, task.node ?? '');
    default: return h('span', { class: 'clip' }, task.error?.message ?? '');
  }
}
