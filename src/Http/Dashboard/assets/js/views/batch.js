import { get, poll } from '../api.js';
import { h, patch } from '../dom.js';
import { t } from '../i18n.js';
import { percent } from '../format.js';
import { bulkCancelDialog } from '../parts/bulkCancel.js';
import { calls, failureNotice, pageHead, unfinished } from '../parts/common.js';
import { rowsHead, virtualRows } from '../parts/taskRows.js';
import { curl } from '../shellText.js';
import { outcomeBar } from './batchList.js';

/** One batch: how far it is, and its tasks. */
export function batch(container, { id }) {
  let seen = null;
  let failure = null;
  const path = `/api/v1/analysis/batch/${encodeURIComponent(id)}`;
  const head = h('div');
  const body = h('div', { class: 'rows', role: 'rowgroup' });
  const table = h('div', { class: 'panel', role: 'table', 'aria-label': t('nav.tasks'), hidden: true }, h('div', { role: 'rowgroup' }, rowsHead()), body);
  container.replaceChildren(h('div', { class: 'page' }, head, table));
  const rows = virtualRows(body, () => seen?.tasks ?? [], () => {});

  const render = () => {
    const open = seen && unfinished.some(status => seen.counts[status]);
    patch(head, h('div', { class: 'stack' },
      pageHead(seen ? t('batches.tasks', { n: seen.tasks.length }) : t('nav.batch'), {
        crumb: [h('a', { href: '/batches' }, t('nav.batches')), ' / ', h('span', { class: 'mono wrap' }, id)],
        lead: seen && t('batch.progress', { share: percent(seen.progress) }),
        actions: open && h('button', { class: 'button danger', type: 'button', onclick: () => bulkCancelDialog({ batch_id: id }, stop.now) }, t('batch.cancel')),
      }),
      failure && failureNotice(failure),
      seen?.tasks.length > 0 && h('div', { class: 'panel pad' }, outcomeBar({ counts: seen.counts, total: seen.tasks.length })),
      calls([['curl', curl('GET', path)]])));
    table.hidden = !seen?.tasks.length;
    rows.draw();
  };

  const stop = poll(async signal => {
    try {
      [seen, failure] = [await get(path, { signal }), null];
    } catch (wrong) {
      if (!wrong.status) throw wrong;
      failure = wrong;
    }
    render();
  }, 2000);

  render();
  return () => {
    stop();
    rows.end();
  };
}
