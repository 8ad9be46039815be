import { get, poll, session, withQuery } from '../api.js';
import { h, patch } from '../dom.js';
import { name, t } from '../i18n.js';
import { number } from '../format.js';
import { icon } from '../icons.js';
import { calls, empty, failureNotice, pageHead, priorities, statuses } from '../parts/common.js';
import { bulkCancelDialog } from '../parts/bulkCancel.js';
import { rowsHead, virtualRows } from '../parts/taskRows.js';
import { query, setQuery } from '../router.js';
import { cli, curl } from '../shellText.js';

const pageSize = 100;
const filters = ['q', 'status', 'priority', 'tenant'];

/** All tasks, newest first; what is looked for is in the address. */
export function taskList(container) {
  const filter = Object.fromEntries(filters.map(key => [key, query()[key] ?? '']));
  let pages = [];
  let failure = null;
  let fetching = null;
  let newer = false;

  const tasks = () => pages.flatMap(page => page.tasks);
  const path = cursor => withQuery('/api/v1/analysis', { ...filter, limit: pageSize, cursor });
  const isFiltered = () => filters.some(key => filter[key]);

  const body = h('div', { class: 'rows', role: 'rowgroup' });
  const table = h('div', { class: 'panel', role: 'table', 'aria-label': t('nav.tasks'), 'data-owned': true }, h('div', { role: 'rowgroup' }, rowsHead()), body);
  const foot = h('div');
  const head = h('div');
  const frame = h('div', { class: 'page' }, head, table, foot);
  container.replaceChildren(frame);
  const rows = virtualRows(body, tasks, () => pages.length && more());

  async function load(signal) {
    try {
      const page = await get(path(null), { signal });
      [pages, failure, newer] = [[{ cursor: null, ...page }], null, false];
    } catch (wrong) {
      if (wrong.name === 'AbortError') return;
      [pages, failure] = [wrong.status ? [{ cursor: null, tasks: [], next_cursor: null }] : pages, wrong];
    }
    draw();
  }

  async function more() {
    const next = pages.at(-1).next_cursor;
    if (!next || fetching === next) return;
    fetching = next;
    try {
      const page = await get(path(next));
      if (pages.at(-1).next_cursor === next) pages.push({ cursor: next, ...page });
    } catch (wrong) {
      failure = wrong;
    }
    fetching = null;
    draw();
  }

  // At the top the newest page is replaced; further down rows are brought up to date in their places, so that nothing jumps under the reader.
  const look = poll(async signal => {
    if (pages.length === 0 || failure) return load(signal);
    const [first, last] = rows.inSight();
    const asked = path(null);
    const newest = await get(asked, { signal });
    if (asked !== path(null)) return; // The filter has changed meanwhile.
    if (scrollY < 200 && last < pages[0].tasks.length) {
      if (newest.next_cursor !== pages[0].next_cursor) pages.length = 1;
      pages[0] = { cursor: null, ...newest };
      newer = false;
    } else {
      newer = newest.tasks.length > 0 && newest.tasks[0].task_id !== tasks()[0]?.task_id;
      let from = 0;
      for (const page of pages) {
        if (from + page.tasks.length > first && from <= last) {
          const fresh = new Map((await get(path(page.cursor), { signal })).tasks.map(task => [task.task_id, task]));
          page.tasks = page.tasks.map(task => fresh.get(task.task_id) ?? task);
        }
        from += page.tasks.length;
      }
    }
    draw();
  }, 3000);

  function change(key, value) {
    filter[key] = value.trim();
    setQuery(filter);
    load();
  }

  function draw() {
    patch(head, h('div', { class: 'stack' },
      pageHead(t('nav.tasks'), {
        actions: [
          h('button', { class: 'button danger', type: 'button', onclick: () => bulkCancelDialog(filter, () => load()) }, t('bulk.open')),
          h('a', { class: 'button primary', href: '/submit' }, icon('add'), t('nav.submit'))],
      }),
      h('form', { class: 'filters', role: 'search', 'aria-label': t('filter.label'), onsubmit: event => event.preventDefault() },
        h('div', { class: 'search' }, icon('search'), h('input', { class: 'input', type: 'search', value: filter.q, placeholder: t('filter.search'), 'aria-label': t('filter.search'), maxlength: 64, oninput: event => later(() => change('q', event.target.value)) })),
        choice('status', statuses, 'status'), choice('priority', priorities, 'priority'),
        (!session.keys_required || session.can_administer) && h('input', { class: 'input tenant', value: filter.tenant, placeholder: t('column.tenant'), 'aria-label': t('column.tenant'), maxlength: 64, oninput: event => later(() => change('tenant', event.target.value)) }),
        isFiltered() && h('button', { class: 'button', type: 'button', onclick: clear }, t('filter.clear'))),
      failure && failureNotice(failure),
      newer && h('button', { class: 'button small more-new', type: 'button', onclick: () => { scrollTo(0, 0); load(); } }, t('filter.newer'))));
    const all = tasks();
    const none = pages.length > 0 && all.length === 0 && !failure;
    table.hidden = none || pages.length === 0;
    rows.draw();
    patch(foot, none && (isFiltered()
      ? empty(t('filter.none'), t('filter.none_text'), h('button', { class: 'button', type: 'button', onclick: clear }, t('filter.clear')))
      : empty(t('first.title'), t('first.text'), h('a', { class: 'button primary', href: '/submit?stock_code=AAPL' }, t('first.go')))),
    all.length > 0 && h('div', { class: 'stack' },
      h('p', { class: 'rows-foot', role: 'status' }, pages.at(-1).next_cursor ? t('filter.more', { n: number(all.length) }) : t('filter.all', { n: all.length })),
      calls([[t('calls.cli'), cli('list', ...filters.filter(key => filter[key]).flatMap(key => [`--${key}`, filter[key]]))], ['curl', curl('GET', withQuery('/api/v1/analysis', filter))]])));
  }

  function choice(key, values, kind) {
    return h('select', { class: 'input', 'aria-label': t(`column.${key}`), value: filter[key], onchange: event => change(key, event.target.value) },
      h('option', { value: '', selected: !filter[key] }, t(`filter.any_${key}`)), values.map(value => h('option', { value, selected: filter[key] === value }, name(kind, value))));
  }

  function clear() {
    for (const key of filters) filter[key] = '';
    for (const field of head.querySelectorAll('input, select')) field.value = '';
    setQuery(filter);
    load();
  }

  let waiting = 0;
  const later = act => {
    clearTimeout(waiting);
    waiting = setTimeout(act, 220);
  };

  draw();
  return () => {
    look();
    rows.end();
    clearTimeout(waiting);
  };
}
