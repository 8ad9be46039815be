import { get, post, session } from '../api.js';
import { h, patch } from '../dom.js';
import { currentLanguage, has, name, t } from '../i18n.js';
import { calls, failureNotice, pageHead, priorities } from '../parts/common.js';
import { badCodeOf, bodyOf, commandOf, errorsOf, fieldOf, splitCodes } from '../parts/requestBody.js';
import { go, query } from '../router.js';
import { curl } from '../shellText.js';

const types = ['comprehensive', 'quick', 'technical', 'fundamental', 'news', 'sentiment', 'synthetic'];
const analysts = ['market', 'sentiment', 'news', 'fundamentals'];
const blank = {
  codes: '', analysis_type: 'comprehensive', priority: 'normal', depth: '1', trade_date: '', language: '', analysts: [], timeout_seconds: '', max_attempts: '', tenant: '',
  depends_on: '', not_before: '', duration_ms: '10000', steps: '10', fail_attempts: '0',
};

/** Asks for an analysis, or for one per code. */
export function submit(container) {
  const form = { ...blank, codes: query().stock_code ?? '', language: currentLanguage() };
  let errors = {};
  let failure = null;
  let receipt = null;
  let busy = false;
  let key = newKey();

  const set = (field, value) => {
    form[field] = value;
    key = newKey(); // Another request is another key; the same one, sent again after a lost answer, makes no second task.
    if (errors[field]) delete errors[field];
    render();
  };

  const render = () => {
    const body = bodyOf(form);
    const isMany = 'stock_codes' in body;
    const isSynthetic = form.analysis_type === 'synthetic';
    const badCode = badCodeOf(form); // Told while it is typed: a batch that cannot be sent is not offered.
    patch(container, h('div', { class: 'page', style: { 'max-width': '760px' } },
      pageHead(t('submit.title'), { lead: t('submit.lead') }),
      failure && failureNotice(failure),
      receipt && refusedItems(),
      h('form', { class: 'panel pad form', novalidate: true, onsubmit: send },
        field('codes', h('textarea', { class: 'input mono', rows: 1, spellcheck: 'false', autocapitalize: 'characters', placeholder: 'AAPL', oninput: typed }), { wide: true, wrong: badCode, hint: isMany ? t('form.codes_many', { n: splitCodes(form.codes).length }) : t('form.codes_hint') }),
        field('analysis_type', select(types, 'type')),
        !isSynthetic && field('depth', select(['1', '2', '3', '4', '5'], 'depth'), { hint: t('form.depth_hint') }),
        h('fieldset', { class: 'field wide' }, h('legend', {}, t('column.priority')),
          h('div', { class: 'choices', style: { 'margin-top': '6px' } }, [...priorities].reverse().map(value => h('label', { class: 'choice' },
            h('input', { type: 'radio', name: 'priority', value, checked: form.priority === value, onchange: () => set('priority', value) }), name('priority', value))))),
        isSynthetic
          ? [field('duration_ms', number(0, 600000)), field('steps', number(1, 1000)), field('fail_attempts', number(0, 10))]
          : [
            field('trade_date', h('input', { class: 'input', type: 'date', oninput: typed }), { hint: t('form.trade_date_hint') }),
            field('language', select(['en', 'zh'], 'language')),
            h('fieldset', { class: 'field wide' }, h('legend', {}, t('form.analysts')),
              h('div', { class: 'choices', style: { 'margin-top': '6px' } }, analysts.map(value => h('label', { class: 'choice' },
                h('input', { type: 'checkbox', checked: form.analysts.includes(value), onchange: event => set('analysts', event.target.checked ? [...form.analysts, value] : form.analysts.filter(one => one !== value)) }), name('analyst', value)))),
              errors.analysts ? h('p', { class: 'error' }, errors.analysts) : h('p', { class: 'hint' }, t('form.analysts_hint')))],
        h('details', { class: 'wide more' }, h('summary', {}, t('form.more')), h('div', { class: 'form' },
          field('timeout_seconds', number(0, 7200), { hint: t('form.timeout_hint') }),
          field('max_attempts', number(1, 10), { hint: t('form.attempts_hint') }),
          field('not_before', h('input', { class: 'input', type: 'datetime-local', oninput: typed }), { hint: t('form.not_before_hint') }),
          !session.keys_required && field('tenant', h('input', { class: 'input', maxlength: 64, placeholder: 'default', oninput: typed }), { hint: t('form.tenant_hint') }),
          field('depends_on', h('input', { class: 'input mono', oninput: typed }), { wide: true, hint: t('form.depends_hint') }))),
        h('div', { class: 'wide' }, h('button', { class: 'button primary', disabled: busy }, busy ? t('submit.busy') : isMany && !badCode ? t('submit.many', { n: body.stock_codes.length }) : t('submit.go')))),
      calls([[t('calls.cli'), commandOf(body)], ['curl', curl('POST', isMany ? '/api/v1/analysis/batch' : '/api/v1/analysis/submit', body)]], { open: true })));
    for (const input of container.querySelectorAll('[data-field]')) if (document.activeElement !== input && input.value !== form[input.dataset.field]) input.value = form[input.dataset.field];
  };

  function typed(event) {
    set(event.target.dataset.field, event.target.value);
  }

  function field(key, input, { wide, hint, wrong = null } = {}) {
    const error = errors[key] ?? wrong;
    input.id = key;
    input.dataset.field = key;
    input.value = form[key];
    if (error) input.setAttribute('aria-invalid', 'true');
    if (error || hint) input.setAttribute('aria-describedby', `${key}-note`);
    return h('div', { class: wide ? 'field wide' : 'field', key }, h('label', { for: key }, t(`form.${key}`)), input,
      error ? h('p', { class: 'error', id: `${key}-note` }, error) : hint && h('p', { class: 'hint', id: `${key}-note` }, hint));
  }

  function select(values, kind) {
    return h('select', { class: 'input', onchange: typed }, values.map(value => h('option', { value }, name(kind, value))));
  }

  const number = (min, max) => h('input', { class: 'input num', type: 'number', inputmode: 'numeric', min, max, step: 'any', oninput: typed });

  function refusedItems() {
    const refused = receipt.items.filter(item => item.error);
    return h('div', { class: 'notice warn', role: 'alert' }, h('div', {},
      h('p', {}, t('submit.partly', { n: refused.length, of: receipt.items.length }), ' ', h('a', { class: 'text', href: `/batches/${encodeURIComponent(receipt.batch_id)}` }, t('submit.see_batch'))),
      h('ul', {}, refused.map(item => h('li', { class: 'small' }, `${item.stock_code}: `, currentLanguage() !== 'en' && has(`problem.${item.error.code}`) && `${t(`problem.${item.error.code}`)} `, item.error.message)))));
  }

  async function send(event) {
    event.preventDefault();
    if (busy) return;
    [errors, failure, receipt] = [errorsOf(form), null, null];
    if (Object.keys(errors).length) return showErrors();
    busy = true;
    render();
    const body = bodyOf(form);
    try {
      if ('stock_codes' in body) {
        const answer = await post('/api/v1/analysis/batch', body, { headers: { 'Idempotency-Key': key } });
        if (answer.items.every(item => item.task)) return go(`/batches/${encodeURIComponent(answer.batch_id)}`);
        receipt = answer;
      } else {
        const task = await post('/api/v1/analysis/submit', body, { headers: { 'Idempotency-Key': key } });
        return go(`/tasks/${encodeURIComponent(task.task_id)}`);
      }
    } catch (refused) {
      for (const [at, messages] of Object.entries(refused.errors ?? {})) if (fieldOf(at) in form) errors[fieldOf(at)] = (currentLanguage() === 'en' ? '' : t('form.refused')) + messages.join(' ');
      failure = Object.keys(errors).length ? null : refused.status ? refused : new Error(t('offline'));
    }
    busy = false;
    showErrors();
  }

  function showErrors() {
    render();
    const first = container.querySelector('[aria-invalid="true"]');
    const hidden = first?.closest('details');
    if (hidden) hidden.open = true;
    first?.focus();
  }

  // A task's own request, to be sent again as it is or changed.
  async function takeOver(id) {
    try {
      const request = await get(`/api/v1/analysis/request/${encodeURIComponent(id)}`);
      const parameters = request.parameters ?? {};
      Object.assign(form, {
        codes: request.stock_code, analysis_type: request.analysis_type, priority: request.priority,
        timeout_seconds: text(request.timeout_seconds), max_attempts: text(request.max_attempts), tenant: session.keys_required || request.tenant === 'default' ? '' : request.tenant,
        depends_on: (request.depends_on ?? []).join(', '), depth: text(parameters.depth ?? 1), trade_date: text(parameters.trade_date), language: parameters.language ?? 'en', analysts: parameters.analysts ?? [],
        duration_ms: text(parameters.duration_ms ?? 0), steps: text(parameters.steps ?? 1), fail_attempts: text(parameters.fail_attempts ?? 0),
      });
    } catch (wrong) {
      failure = wrong;
    }
    render();
  }

  render();
  if (query().from) takeOver(query().from);
  return () => {};
}

const text = value => (value === null || value === undefined ? '' : String(value));

const newKey = () => `dashboard-${Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')}`;
