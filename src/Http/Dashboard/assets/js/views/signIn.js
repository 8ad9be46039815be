import { signIn } from '../api.js';
import { h, patch } from '../dom.js';
import { t } from '../i18n.js';

/** Exchanges an API key for a session. The key is sent once and kept nowhere. */
export function signInScreen(container, done) {
  let error = null;
  let busy = false;
  const render = () => patch(container, h('main', { class: 'sign-in', id: 'main' },
    h('form', { onsubmit: enter, novalidate: true },
      h('div', { class: 'brand' }, h('img', { src: '/assets/icon.svg', alt: '', width: 24, height: 24 }), 'TradingAgents'),
      h('div', {}, h('h1', {}, t('signin.title')), h('p', { class: 'soft' }, t('signin.text'))),
      h('div', { class: 'field' },
        h('label', { for: 'key' }, t('signin.key')),
        h('input', { id: 'key', class: 'input mono', type: 'password', autocomplete: 'current-password', required: true, maxlength: 512, spellcheck: 'false', 'aria-invalid': error ? 'true' : null, 'aria-describedby': error ? 'key-error' : null }),
        error && h('p', { id: 'key-error', class: 'error', role: 'alert' }, error)),
      h('button', { class: 'button primary', disabled: busy }, t(busy ? 'signin.busy' : 'signin.go')),
      h('p', { class: 'small faint' }, t('signin.hint')))));

  async function enter(event) {
    event.preventDefault();
    const field = container.querySelector('#key');
    if (!field.value.trim()) {
      error = t('signin.empty');
      render();
      return field.focus();
    }
    [busy, error] = [true, null];
    render();
    try {
      await signIn(field.value);
      return done();
    } catch (refused) {
      error = refused.status ? refused.message : t('offline');
    }
    busy = false;
    render();
    container.querySelector('#key').select();
  }

  render();
  container.querySelector('#key').focus();
  return () => {};
}
