// The frame around the screens: navigation, who is signed in, language, theme, keys.

import { loadSession, onConnection, session, signOut } from './api.js';
import { h, patch } from './dom.js';
import { currentLanguage, setLanguage, t } from './i18n.js';
import { icon } from './icons.js';
import { openDialog } from './parts/common.js';
import { go, screen, start } from './router.js';
import { signInScreen } from './views/signIn.js';
import { overview } from './views/overview.js';
import { taskList } from './views/taskList.js';
import { task } from './views/task.js';
import { batchList } from './views/batchList.js';
import { batch } from './views/batch.js';
import { nodes } from './views/nodes.js';
import { submit } from './views/submit.js';

screen('/', overview);
screen('/tasks', taskList);
screen('/tasks/:id', task);
screen('/batches', batchList);
screen('/batches/:id', batch);
screen('/nodes', nodes);
screen('/submit', submit);

const app = document.getElementById('app');
let page = null;
let leave = null;
let isReachable = true;
let parts = null;
let isFirst = true;

onConnection(({ reachable, signedOut }) => {
  isReachable = reachable;
  if (signedOut) show();
  else frame();
});

await loadSession().catch(() => {});
start(found => {
  page = found;
  show();
});
addEventListener('keydown', shortcut);

function show() {
  leave?.();
  leave = null;
  app.replaceChildren();
  if (!session.signed_in) {
    parts = null;
    leave = signInScreen(app, show);
    document.title = `${t('signin.title')} · TradingAgents`;
    return;
  }
  parts = {
    side: h('header', { class: 'side' }),
    banner: h('div'),
    main: h('main', { id: 'main', tabindex: -1 }),
  };
  const skip = h('a', { class: 'skip', href: '#main', onclick: event => { event.preventDefault(); parts.main.focus(); } }, t('skip'));
  app.append(h('div', { class: 'shell' }, skip, parts.side, h('div', {}, parts.banner, parts.main)));
  frame();
  leave = page.load(parts.main, page.parameters);
  const title = parts.main.querySelector('h1');
  if (!isFirst) title?.focus({ preventScroll: true }); // A page just opened starts at its top, with the link that skips the navigation.
  isFirst = false;
  document.title = title ? `${title.textContent.trim()} · TradingAgents` : 'TradingAgents';
}

function frame() {
  if (!parts) return;
  patch(parts.side, side());
  patch(parts.banner, !isReachable && h('div', { class: 'offline', role: 'alert' }, t('offline')));
}

function side() {
  const dark = document.documentElement.dataset.theme === 'dark';
  const links = [['/', 'overview'], ['/tasks', 'tasks'], ['/batches', 'batches'], ['/nodes', 'nodes']];
  const isHere = path => (path === '/' ? page.path === '/' : page.path === path || page.path.startsWith(`${path}/`));
  return [
    h('a', { class: 'brand', href: '/' }, h('img', { src: '/assets/icon.svg', alt: '', width: 24, height: 24 }), 'TradingAgents'),
    h('a', { class: 'button primary new', href: '/submit' }, icon('add'), t('nav.submit')),
    h('nav', { class: 'nav', 'aria-label': t('nav.label') },
      links.map(([path, key]) => h('a', { href: path, 'aria-current': isHere(path) ? 'page' : null }, icon(key), t(`nav.${key}`))),
      h('a', { class: 'phone-only', href: '/submit', 'aria-current': isHere('/submit') ? 'page' : null }, icon('add'), t('nav.new'))),
    h('div', { class: 'side-foot' },
      session.keys_required && h('div', { class: 'who' }, h('span', { class: 'clip', title: session.name }, session.name),
        h('span', { class: 'tag' }, t(session.can_administer ? 'role.admin' : 'role.user')),
        h('button', { class: 'icon-button', type: 'button', 'aria-label': t('sign_out'), title: t('sign_out'), onclick: leaveSession }, icon('out'))),
      h('div', { class: 'toggles' },
        h('button', { class: 'icon-button', type: 'button', 'aria-label': t(dark ? 'theme.light' : 'theme.dark'), title: t(dark ? 'theme.light' : 'theme.dark'), onclick: toggleTheme }, icon(dark ? 'sun' : 'moon')),
        h('button', { class: 'icon-button', type: 'button', lang: currentLanguage() === 'zh' ? 'en' : 'zh-CN', 'aria-label': currentLanguage() === 'zh' ? 'English' : '中文', onclick: toggleLanguage }, currentLanguage() === 'zh' ? 'EN' : '中'),
        h('button', { class: 'icon-button wide-only', type: 'button', 'aria-label': t('keys.title'), title: t('keys.title'), onclick: showKeys }, '?'))),
  ];
}

async function leaveSession() {
  await signOut().catch(() => {});
  show();
}

function toggleTheme() {
  const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset.theme = next;
  try { localStorage.setItem('theme', next); } catch { /* It then lasts as long as the page. */ }
  frame();
}

function toggleLanguage() {
  setLanguage(currentLanguage() === 'zh' ? 'en' : 'zh');
  show();
}

let awaitsSecond = 0;

function shortcut(event) {
  const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
  if (typing || event.metaKey || event.ctrlKey || event.altKey || document.querySelector('dialog[open]') || !session.signed_in) return;
  const second = Date.now() - awaitsSecond < 1500 ? { o: '/', t: '/tasks', b: '/batches', n: '/nodes' }[event.key] : null;
  awaitsSecond = event.key === 'g' ? Date.now() : 0;
  if (second) return go(second);
  if (event.key === 'c') go('/submit');
  else if (event.key === '?') showKeys();
  else if (event.key === '/') {
    event.preventDefault();
    const field = document.querySelector('input[type="search"]');
    if (field) field.focus();
    else go('/tasks');
  } else if (event.key === 'j' || event.key === 'k') {
    const rows = [...document.querySelectorAll('a.main')];
    const here = rows.indexOf(document.activeElement);
    rows[event.key === 'j' ? Math.min(here + 1, rows.length - 1) : Math.max(here - 1, 0)]?.focus();
  }
}

function showKeys() {
  const keys = [['g o', 'nav.overview'], ['g t', 'nav.tasks'], ['g b', 'nav.batches'], ['g n', 'nav.nodes'], ['c', 'nav.submit'], ['/', 'keys.search'], ['j  k', 'keys.rows'], ['?', 'keys.title']];
  openDialog(t('keys.title'), close => h('div', { class: 'dialog' },
    h('h2', {}, t('keys.title')),
    h('div', { class: 'keys' }, keys.flatMap(([key, words]) => [h('span', {}, key.split(' ').filter(Boolean).map(one => [h('kbd', {}, one), ' '])), h('span', { class: 'soft' }, t(words))])),
    h('div', { class: 'buttons' }, h('button', { class: 'button', type: 'button', onclick: close }, t('close')))));
}
