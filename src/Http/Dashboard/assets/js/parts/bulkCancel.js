import { post } from '../api.js';
import { h, patch } from '../dom.js';
import { name, t } from '../i18n.js';
import { number } from '../format.js';
import { calls, failureNotice, openDialog, statusMark, toast, unfinished } from './common.js';
import { cli, curl } from '../shellText.js';

const option = key => `--${{ batch_id: 'batch', stock_code: 'stock-code' }[key] ?? key}`;

/** Cancels what a filter matches: first how many that are, then a number typed by hand, and never more than that number. */
export function bulkCancelDialog(filter, done) {
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
  const asked = Object.keys(given).length ? given : { all: true };
  let preview = null;
  let failure = null;
  let typed = '';
  let busy = false;

  openDialog(t('bulk.title'), close => {
    const content = h('form', { class: 'dialog', onsubmit: event => { event.preventDefault(); cancel(); } });

    const render = () => patch(content,
      h('h2', {}, t('bulk.title')),
      h('p', { class: 'soft' }, asked.all ? t('bulk.everything') : Object.entries(given).map(([key, value]) => h('span', { class: 'tag' }, `${t(`column.${key}`)}: ${key === 'status' || key === 'priority' ? name(key, value) : value}`)).flatMap(tag => [tag, ' '])),
      failure && failureNotice(failure),
      !preview && !failure && h('div', { class: 'skeleton', 'aria-busy': 'true' }),
      preview && (preview.matched
        ? h('div', { class: 'stack', style: { gap: '14px' } },
          h('p', { class: 'matched' }, t('bulk.matched', { n: preview.matched, count: number(preview.matched) })),
          h('div', { class: 'legend' }, Object.entries(preview.by_status).map(([status, count]) => h('span', {}, statusMark(status), ` ${number(count)}`))),
          h('div', { class: 'field' },
            h('label', { for: 'bulk-count' }, t('bulk.confirm', { n: preview.matched })),
            h('input', { id: 'bulk-count', class: 'input', inputmode: 'numeric', autocomplete: 'off', oninput: event => { typed = event.target.value.trim(); render(); } })))
        : h('p', {}, given.status && !unfinished.includes(given.status) ? t('bulk.finished') : t('bulk.none'))),
      preview?.matched > 0 && calls([
        [t('calls.cli'), cli('cancel', ...(asked.all ? ['--all'] : Object.entries(given).flatMap(([key, value]) => [option(key), value])), '--at-most', preview.matched)],
        ['curl', curl('POST', '/api/v1/analysis/cancel', { ...asked, dry_run: false, at_most: preview.matched })]]),
      h('div', { class: 'buttons' },
        h('button', { class: 'button', type: 'button', onclick: close }, t('bulk.keep')),
        h('button', { class: 'button danger solid', disabled: busy || !preview?.matched || typed !== String(preview.matched) }, t('bulk.go'))));

    async function look() {
      try {
        preview = await post('/api/v1/analysis/cancel', asked);
      } catch (refused) {
        // A status that has ended is no mistake to complain about: there is just nothing to cancel.
        if (refused.errors?.status) preview = { matched: 0, by_status: {} };
        else failure = refused;
      }
      render();
      content.querySelector('#bulk-count')?.focus();
    }

    async function cancel() {
      if (busy || typed !== String(preview?.matched)) return;
      busy = true;
      render();
      try {
        const outcome = await post('/api/v1/analysis/cancel', { ...asked, dry_run: false, at_most: preview.matched });
        toast(t('bulk.done', { n: outcome.cancelled }));
        close();
        done();
      } catch (refused) {
        [failure, busy, preview, typed] = [refused, false, null, ''];
        render();
        if (refused.code === 'too_many_match') await look();
      }
    }

    render();
    look();
    return content;
  });
}
