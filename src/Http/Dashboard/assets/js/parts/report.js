import { get } from '../api.js';
import { h, patch } from '../dom.js';
import { t } from '../i18n.js';
import { calls, copy } from './common.js';
import { cli, curl } from '../shellText.js';
import { icon } from '../icons.js';

/** The report of a completed task: as its page, locked into a frame that can run nothing, or as text. Returns how to show it. */
export function reportPanel(path) {
  const host = h('section', { class: 'panel report', 'data-owned': true, key: 'report', 'aria-label': t('report.title') });
  let asText = false;
  let text = null;
  let isDrawn = false;

  const tab = (label, chosen, choose) => h('button', { class: `button small ${chosen ? 'primary' : ''}`, type: 'button', 'aria-pressed': String(chosen), onclick: choose }, label);

  function draw() {
    isDrawn = true;
    patch(host,
      h('div', { class: 'tools' }, h('h2', {}, t('report.title')),
        tab(t('report.page'), !asText, () => { asText = false; draw(); }),
        tab(t('report.text'), asText, showText),
        h('a', { class: 'button small', href: path, target: '_blank', rel: 'noopener' }, t('report.open'))),
      asText
        ? h('div', { class: 'pad', style: { padding: '16px 20px' } },
          h('pre', { class: 'copyable wrap', tabindex: 0, style: { 'white-space': 'pre-wrap', 'max-height': '70vh', overflow: 'auto' } }, text ?? '…'),
          h('button', { class: 'button small', type: 'button', style: { 'margin-top': '12px' }, onclick: event => copy(text ?? '', event.currentTarget) }, icon('copy'), t('report.copy')))
        // Neither scripts nor forms nor links of its own: the report quotes what others wrote.
        : h('iframe', { src: path, sandbox: '', title: t('report.title') }));
  }

  async function showText() {
    asText = true;
    draw();
    text ??= await get(path, { accept: 'text/plain' }).catch(failure => failure.message);
    draw();
  }

  return () => {
    if (!isDrawn) draw();
    return [host, calls([[t('calls.cli'), cli('report', decodeURIComponent(path.split('/').at(-1)), ...(asText ? [] : ['--format', 'html', '--out', 'report.html']))], ['curl', curl('GET', path, undefined, asText ? 'text/plain' : 'text/html')]])];
  };
}
