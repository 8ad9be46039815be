import { del, get, poll } from '../api.js';
import { h, patch } from '../dom.js';
import { name, t } from '../i18n.js';
import { duration, moment, number, percent } from '../format.js';
import { bar, calls, errorText, facts, failureNotice, isFinished, openDialog, pageHead, priorityTag, statusMark, toast } from '../parts/common.js';
import { reportPanel } from '../parts/report.js';
import { stageName, verdict } from '../parts/stages.js';
import { spansOf, timeline } from '../parts/timeline.js';
import { why } from '../parts/why.js';
import { cli, curl } from '../shellText.js';

/** One task: what happened, why it waits, how far it is, what it found. */
export function task(container, { id }) {
  const call = encodeURIComponent(id);
  const paths = Object.fromEntries(['status', 'waiting', 'request', 'result', 'events', 'cancel'].map(what => [what, `/api/v1/analysis/${what}/${call}`]));
  const state = { task: null, waiting: null, request: null, report: null, events: [], failure: null, cancelling: false };
  let drawn = false;
  const show = reportPanel(paths.result);

  const look = poll(async signal => {
    if (state.task && isFinished(state.task) && (state.report || state.task.status !== 'completed')) return;
    try {
      state.task = await get(paths.status, { signal });
      state.failure = null;
      state.request ??= await get(paths.request, { signal });
      const waits = !isFinished(state.task) && state.task.status !== 'running';
      state.waiting = waits ? await get(paths.waiting, { signal }) : null;
      if (state.task.status === 'completed') state.report ??= await get(paths.result, { signal });
    } catch (wrong) {
      if (!wrong.status) throw wrong;
      state.failure = wrong;
    }
    render();
  }, 1500);

  // The log is replayed from its first event, then goes on; the browser resumes it by itself after the last event it has.
  const stream = new EventSource(paths.events);
  for (const kind of ['status', 'stage', 'progress']) {
    stream.addEventListener(kind, message => {
      const data = JSON.parse(message.data);
      if (kind === 'progress') {
        if (state.task && !isFinished(state.task)) Object.assign(state.task, { progress: data.progress, stage: data.stage });
      } else {
        state.events.push({ kind, at: data.at, data });
      }
      const ended = kind === 'status' && ['completed', 'failed', 'timed_out', 'cancelled'].includes(data.status);
      if (ended) stream.close();
      if (kind === 'status' && drawn) look.now();
      later();
    });
  }

  let queued = false;
  const later = () => {
    if (queued) return;
    queued = true;
    requestAnimationFrame(() => {
      queued = false;
      render();
    });
  };

  function render() {
    const { task: one, failure } = state;
    if (!one) {
      patch(container, h('div', { class: 'page' }, pageHead(t('nav.task'), { crumb: crumb() }), failure ? failureNotice(failure) : h('div', { class: 'skeleton', 'aria-busy': 'true' })));
      return;
    }
    drawn = true;
    const spans = spansOf(state.events, one.submitted_at);
    const open = !isFinished(one);
    patch(container, h('div', { class: 'page' },
      pageHead(one.stock_code, {
        crumb: crumb(),
        mark: statusMark(one.status, 'pill'),
        lead: [t(`type.${one.analysis_type}`), ' · ', priorityTag(one.priority, state.waiting?.effective_priority), one.node && ` · ${one.node}`, one.attempt > 1 && ` · ${t('task.attempt', { n: one.attempt, of: one.max_attempts })}`],
        actions: [
          open && h('button', { class: 'button danger', type: 'button', disabled: state.cancelling, onclick: askToCancel }, t(state.cancelling ? 'task.cancelling' : 'task.cancel')),
          h('a', { class: open ? 'button' : 'button primary', href: `/submit?from=${call}` }, t('task.resubmit'))],
      }),
      failure && failureNotice(failure),
      h('div', { class: 'two' },
        h('div', { class: 'stack' },
          one.error && !open && h('div', { class: one.status === 'cancelled' ? 'notice' : 'notice bad' }, errorText(one.error)),
          one.status === 'running' && running(one),
          state.waiting && why(state.waiting),
          state.report?.decision && h('section', { class: 'panel pad', 'aria-label': t('verdict.title') }, verdict(state.report.decision), h('p', { class: 'soft', style: { 'margin-top': '6px' } }, state.report.decision.summary)),
          h('section', { class: 'section', 'aria-label': t('timeline.title') }, h('header', {}, h('h2', {}, t('timeline.title')), state.report?.decision && h('span', { class: 'small faint' }, t('timeline.hint'))),
            timeline(spans, one, state.report))),
        h('aside', { class: 'stack', 'aria-label': t('task.facts') }, details(one))),
      state.report && show()));
  }

  function running(one) {
    return h('section', { class: 'panel pad progress', 'aria-label': t('task.progress') },
      h('div', { class: 'line' }, h('strong', {}, one.stage ? stageName(one.stage) : t('task.working')), h('span', { class: 'num soft' }, `${percent(one.progress)} · ${duration(one.execution_seconds)}`)),
      bar(one.progress, 'var(--c-running)', t('task.progress_text', { share: percent(one.progress) })));
  }

  function details(one) {
    const request = state.request;
    return [
      h('div', { class: 'panel pad', style: { 'padding-block': '9px' } }, facts([
        [t('fact.id'), h('span', { class: 'mono' }, one.task_id)],
        [t('column.tenant'), one.tenant],
        [t('fact.submitted'), moment(one.submitted_at)],
        one.started_at && [t('fact.started'), moment(one.started_at)],
        one.finished_at && [t('fact.finished'), moment(one.finished_at)],
        [t('fact.wait'), duration(one.wait_seconds)],
        [t('fact.execution'), duration(one.execution_seconds)],
        [t('fact.attempts'), `${number(one.attempt)} / ${number(one.max_attempts)}`],
        one.rescues > 0 && [t('fact.rescues'), number(one.rescues)],
        request && [t('fact.timeout'), request.timeout_seconds ? duration(request.timeout_seconds) : t('fact.timeout_default')],
        request?.not_before && [t('fact.not_before'), moment(request.not_before)],
        request?.depends_on?.length > 0 && [t('fact.depends_on'), request.depends_on.flatMap((dependency, i) => [i > 0 && ', ', h('a', { class: 'text mono', href: `/tasks/${encodeURIComponent(dependency)}` }, dependency.slice(-8))])],
        ...Object.entries(request?.parameters ?? {}).map(([key, value]) => [name('parameter', key), Array.isArray(value) ? value.map(one => name('analyst', one)).join(', ') : key === 'language' ? name('language', value) : String(value)]),
      ])),
      calls([[t('calls.cli'), one.status === 'completed' ? cli('result', one.task_id) : cli(isFinished(one) ? 'status' : 'watch', one.task_id)], ['curl', curl('GET', one.status === 'completed' ? paths.result : paths.status)]])];
  }

  function askToCancel() {
    openDialog(t('task.cancel_title'), close => h('div', { class: 'dialog' },
      h('h2', {}, t('task.cancel_title')),
      h('p', { class: 'soft' }, t('task.cancel_text', { code: state.task.stock_code })),
      calls([[t('calls.cli'), cli('cancel', id)], ['curl', curl('DELETE', paths.cancel)]], { open: true }),
      h('div', { class: 'buttons' },
        h('button', { class: 'button', type: 'button', autofocus: true, onclick: close }, t('bulk.keep')),
        h('button', { class: 'button danger solid', type: 'button', onclick: () => { close(); cancel(); } }, t('task.cancel')))));
  }

  async function cancel() {
    state.cancelling = true;
    render();
    try {
      state.task = await del(paths.cancel);
      toast(t('task.cancelled'));
    } catch (refused) {
      state.failure = refused;
    }
    state.cancelling = false;
    look.now();
  }

  const crumb = () => [h('a', { href: '/tasks' }, t('nav.tasks')), ' / ', h('span', { class: 'mono wrap' }, id)];

  render();
  return () => {
    look();
    stream.close();
  };
}

