// What several screens show.

import { h } from '../dom.js';
import { icon } from '../icons.js';
import { currentLanguage, has, name, t } from '../i18n.js';
import { moment, relative } from '../format.js';

export const unfinished = ['queued', 'running', 'retrying', 'scheduled', 'blocked'];
export const finished = ['completed', 'failed', 'timed_out', 'cancelled'];
export const statuses = [...unfinished, ...finished];
export const priorities = ['urgent', 'high', 'normal', 'low'];

export const isFinished = task => finished.includes(task.status);

/** A status: a dot for those who see colours, and its name for everyone. Hollow while it waits. */
export function statusMark(status, extra = '') {
  const open = ['queued', 'scheduled', 'blocked'].includes(status) ? 'open' : '';
  return h('span', { class: `status s-${status} ${open} ${status === 'running' ? 'running' : ''} ${extra}`.trim() }, name('status', status));
}

/** A priority; `raised`: what waiting has raised it to, where that is known and more. */
export function priorityTag(priority, raised) {
  const tag = h('span', { class: `tag ${priority}` }, name('priority', priority));
  return raised && raised !== priority ? [tag, h('span', { class: 'aged', title: t('priority.aged_text') }, ' → ', h('span', { class: `tag ${raised}` }, name('priority', raised)), ' ', h('span', { class: 'faint small' }, t('priority.aged')))] : tag;
}

/** A moment, relative; exact on pointing at it. */
export function ago(time) {
  return h('time', { datetime: time, title: `${moment(time)}\n${time}` }, relative(time));
}

export function bar(fraction, fill, label) {
  const width = `${Math.min(100, Math.max(0, fraction * 100)).toFixed(1)}%`;
  return h('span', { class: 'bar', role: 'img', 'aria-label': label ?? width }, h('span', { style: { width, '--fill': fill } }));
}

/** The same action as commands, folded away. */
export function calls(list, { open = false, title } = {}) {
  return h('details', { class: 'calls', open },
    h('summary', {}, title ?? t('calls.title')),
    list.filter(Boolean).map(([label, text]) => h('div', { class: 'call' },
      h('span', { class: 'name' }, label),
      h('button', { class: 'icon-button', type: 'button', 'aria-label': t('calls.copy', { what: label }), onclick: event => copy(text, event.currentTarget) }, icon('copy')),
      h('pre', { tabindex: 0 }, text))));
}

export async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t('copied'));
  } catch {
    // Without the clipboard, as on plain HTTP, the text is selected for the reader to copy.
    const pre = button.parentElement.querySelector('pre, .copyable');
    if (pre) getSelection().selectAllChildren(pre);
  }
}

export function toast(text) {
  const note = h('div', { class: 'toast' }, text);
  document.getElementById('toasts').append(note);
  setTimeout(() => note.remove(), 5000);
}

export function facts(pairs) {
  return h('dl', { class: 'facts' }, pairs.filter(Boolean).map(([label, value]) => h('div', {}, h('dt', {}, label), h('dd', {}, value))));
}

export function empty(title, text, ...more) {
  return h('div', { class: 'panel empty' }, h('h2', {}, title), h('p', {}, text), more);
}

/** What went wrong: in another language than the server's first the kind of it, then what the server said. */
export function failureNotice(failure) {
  const kind = `problem.${failure.code}`;
  return h('div', { class: 'notice bad', role: 'alert' }, currentLanguage() !== 'en' && has(kind)
    ? h('div', {}, h('strong', {}, t(kind)), h('div', { class: 'small', lang: 'en' }, failure.message))
    : failure.message);
}

/** Why a task failed: its kind, and the server's words where they say more. */
export function errorText(error) {
  const kind = name('error', error.code);
  const isTold = [kind, error.code.replaceAll('_', ' ')].some(words => error.message.toLowerCase().includes(words.toLowerCase()));
  return isTold && currentLanguage() === 'en' ? h('span', {}, error.message) : h('span', {}, h('strong', {}, kind), currentLanguage() === 'en' ? ': ' : '：', error.message);
}

/** The head of a page: title, a line under it, actions. */
export function pageHead(title, { lead, crumb, actions, mark } = {}) {
  return h('div', { class: 'page-head' },
    h('div', { class: 'titles' },
      crumb && h('div', { class: 'crumb' }, crumb),
      h('h1', { tabindex: -1 }, title, mark && ' ', mark),
      lead && h('p', { class: 'lead' }, lead)),
    actions && h('div', { class: 'actions' }, actions));
}

/** Opens a dialog; `content` gets how to close it. Escape closes it, and focus goes back to where it was. */
export function openDialog(label, content) {
  const dialog = h('dialog', { 'aria-label': label });
  const close = () => dialog.close();
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.append(content(close, dialog));
  dialog.showModal();
  return dialog;
}
