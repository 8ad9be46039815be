import { get, poll, withQuery } from '../api.js';
import { h, patch } from '../dom.js';
import { t } from '../i18n.js';
import { number, percent } from '../format.js';
import { icon } from '../icons.js';
import { ago, calls, empty, failureNotice, finished, pageHead, statusMark, statuses } from '../parts/common.js';
import { cli, curl } from '../shellText.js';

const pageSize = 20;

/** All batches, newest first. */
export function batchList(container) {
  let pages = [];
  let failure = null;

  const render = () => {
    const batches = pages.flatMap(page => page.batches);
    patch(container, h('div', { class: 'page' },
      pageHead(t('nav.batches'), { lead: t('batches.lead'), actions: h('a', { class: 'button primary', href: '/submit?many=1' }, icon('add'), t('batches.new')) }),
      failure && failureNotice(failure),
      batches.length > 0 && h('ul', { class: 'panel list' }, batches.map(line)),
      pages.length > 0 && batches.length === 0 && empty(t('batches.none'), t('batches.none_text'), h('a', { class: 'button primary', href: '/submit?many=1' }, t('batches.new')),
        calls([[t('calls.cli'), cli('batch', 'AAPL', 'GOOG', 'SPX')], ['curl', curl('POST', '/api/v1/analysis/batch', { stock_codes: ['AAPL', 'GOOG', 'SPX'] })]], { open: true, title: t('first.or') })),
      pages.at(-1)?.next_cursor && h('div', {}, h('button', { class: 'button', type: 'button', onclick: more }, t('batches.more'))),
      batches.length > 0 && calls([['curl', curl('GET', '/api/v1/analysis/batches')]])));
  };

  async function more() {
    const cursor = pages.at(-1).next_cursor;
    pages.push({ cursor, ...await get(withQuery('/api/v1/analysis/batches', { limit: pageSize, cursor })) });
    render();
  }

  const stop = poll(async signal => {
    try {
      const first = await get(withQuery('/api/v1/analysis/batches', { limit: pageSize }), { signal });
      if (first.next_cursor !== pages[0]?.next_cursor) pages.length = 0;
      pages[0] = first;
      failure = null;
    } catch (wrong) {
      if (!wrong.status) throw wrong;
      failure = wrong;
    }
    render();
  }, 3000);

  render();
  return stop;
}

function line(batch) {
  return h('li', { class: 'batch', key: batch.batch_id },
    h('div', {},
      h('a', { class: 'main', href: `/batches/${encodeURIComponent(batch.batch_id)}` }, batch.stock_codes.join(', '), batch.total > batch.stock_codes.length && ` +${number(batch.total - batch.stock_codes.length)}`),
      h('div', { class: 'small faint' }, t('batches.tasks', { n: batch.total }), ' · ', batch.tenant, ' · ', ago(batch.submitted_at))),
    h('div', {}, outcomeBar(batch)),
    h('div', { class: 'right num soft small' }, percent(batch.progress)));
}

/** How many of a batch's tasks are in each status, as one bar. */
export function outcomeBar({ counts, total }) {
  const present = [...finished, ...statuses.filter(status => !finished.includes(status))].filter(status => counts[status]);
  return h('div', {},
    h('span', { class: 'bar', role: 'img', 'aria-label': present.map(status => `${status} ${counts[status]}`).join(', ') }, present.map(status => h('span', { style: { width: `${(counts[status] / total) * 100}%`, '--fill': `var(--c-${status})` } }))),
    h('div', { class: 'counts', style: { 'margin-top': '7px' } }, present.map(status => h('span', {}, statusMark(status), ` ${number(counts[status])}`))));
}
