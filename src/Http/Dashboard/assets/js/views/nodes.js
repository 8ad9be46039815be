import { del, get, poll, post, put, session } from '../api.js';
import { h, patch } from '../dom.js';
import { t } from '../i18n.js';
import { calls, failureNotice, openDialog, pageHead, toast } from '../parts/common.js';
import { nodeCard } from '../parts/node.js';
import { cli, curl } from '../shellText.js';

const base = '/api/v1/admin';
const strategies = ['least_connections', 'round_robin', 'weighted_round_robin', 'random', 'health_aware', 'power_of_two'];

/** The nodes, and for an admin what can be changed of them. */
export function nodes(container) {
  let seen = null;
  let strategy = null;
  let failure = null;

  const render = () => {
    const isAdmin = session.can_administer;
    patch(container, h('div', { class: 'page' },
      pageHead(t('nav.nodes'), { lead: t('nodes.lead'), actions: isAdmin && h('button', { class: 'button primary', type: 'button', onclick: add }, t('nodes.add')) }),
      !isAdmin && h('p', { class: 'notice' }, t('nodes.read_only')),
      failure && failureNotice(failure),
      seen && h('div', { class: 'nodes' }, seen.map(node => nodeCard(node, isAdmin && controls(node)))),
      seen?.length === 0 && h('p', { class: 'panel pad' }, t('nodes.none')),
      seen && isAdmin && h('div', { class: 'halves' }, limits(), placement()),
      calls([[t('calls.cli'), cli('nodes')], ['curl', curl('GET', '/api/v1/system/nodes')]])));
  };

  // Whether nobody would take work without it: then tasks wait and new ones are refused, which must be meant.
  const isLast = node => node.state === 'active' && seen.filter(one => one.state === 'active').length === 1;

  function controls(node) {
    const path = `${base}/load_balancer/instances/${encodeURIComponent(node.node_id)}`;
    const next = node.state === 'active' ? 'draining' : 'active';
    return h('div', { class: 'edit' },
      h('label', {}, t('node.weight'), h('input', { class: 'input', type: 'number', min: 1, max: 1000, value: node.weight, onchange: event => change(`${t('node.weight')} · ${node.node_id}`, ['nodes', 'weight', node.node_id, event.target.value], 'PUT', path, { weight: Number(event.target.value) }) })),
      h('button', { class: 'button small', type: 'button', onclick: () => change(`${t(`node.to_${next}`)} · ${node.node_id}`, ['nodes', next === 'active' ? 'activate' : 'drain', node.node_id, isLast(node) && '--force'], 'PUT', path, { state: next }, isLast(node)) }, t(`node.to_${next}`)),
      h('button', { class: 'button small danger', type: 'button', onclick: () => change(`${t('node.remove')} · ${node.node_id}`, ['nodes', 'remove', node.node_id, isLast(node) && '--force'], 'DELETE', path, undefined, isLast(node)) }, t('node.remove')));
  }

  function limits() {
    const now = seen[0];
    const fields = [['max_concurrent_analyses', now?.max_concurrent_analyses, 1, 10000, '--max-concurrent'], ['max_queue_size', now?.max_queue_size, 0, 10000000, '--max-queue'], ['analysis_timeout', null, 1, 7200, '--timeout']];
    const submit = event => {
      event.preventDefault();
      const body = {};
      for (const [key, current] of fields) {
        const text = event.target.elements[key].value.trim();
        if (text !== '' && Number(text) !== current) body[key] = Number(text);
      }
      if (Object.keys(body).length === 0) toast(t('limits.same'));
      else change(t('limits.title'), ['limits', ...fields.flatMap(([key, , , , option]) => (key in body ? [option, body[key]] : []))], 'PUT', `${base}/limits`, body);
    };
    return h('section', { class: 'section', 'aria-label': t('limits.title') },
      h('header', {}, h('h2', {}, t('limits.title'))),
      h('form', { class: 'panel pad form thirds', onsubmit: submit },
        h('p', { class: 'wide small soft' }, t('limits.text')),
        fields.map(([key, value, min, max]) => h('div', { class: 'field' },
          h('label', { for: key }, t(`limits.${key}`)),
          h('input', { class: 'input num', id: key, name: key, type: 'number', min, max, step: key === 'analysis_timeout' ? 'any' : 1, value: value ?? '', placeholder: value === null ? t('limits.unchanged') : null }))),
        h('div', { class: 'wide' }, h('button', { class: 'button' }, t('limits.apply')))));
  }

  function placement() {
    return h('section', { class: 'section', 'aria-label': t('placement.title') },
      h('header', {}, h('h2', {}, t('placement.title'))),
      h('div', { class: 'panel pad stack', style: { gap: '14px' } },
        h('p', { class: 'small soft' }, t('placement.text')),
        h('div', { class: 'field' }, h('label', { for: 'strategy' }, t('placement.strategy')),
          h('select', { class: 'input', id: 'strategy', onchange: event => change(t('placement.title'), ['strategy', event.target.value], 'PUT', `${base}/load_balancer/strategy`, { strategy: event.target.value }) },
            strategies.map(value => h('option', { value, selected: value === strategy }, t(`strategy.${value}`)))))));
  }

  // Whatever an admin changes is said first, with the same call as a command and as curl.
  function change(title, command, method, path, body, isLastNode = false) {
    openDialog(title, close => {
      const content = h('div', { class: 'dialog' });
      let wrong = null;
      const draw = () => patch(content,
        h('h2', {}, title),
        h('p', { class: 'soft' }, body?.state ? t(`node.${body.state}_text`) : method === 'DELETE' ? t('node.remove_text') : t('change.text')),
        isLastNode && h('p', { class: 'notice warn', role: 'alert' }, t('node.last_text')),
        wrong && failureNotice(wrong),
        calls([[t('calls.cli'), cli(...command)], ['curl', curl(method, path, body)]], { open: true }),
        h('div', { class: 'buttons' },
          h('button', { class: 'button', type: 'button', autofocus: method === 'DELETE', onclick: close }, t('change.keep')),
          h('button', { class: method === 'DELETE' ? 'button danger solid' : 'button primary', type: 'button', autofocus: method !== 'DELETE', onclick: apply }, t('change.apply'))));
      async function apply() {
        try {
          await (method === 'DELETE' ? del(path) : method === 'PUT' ? put(path, body) : post(path, body));
          toast(t('change.done'));
          close();
          stop.now();
        } catch (refused) {
          wrong = refused;
          draw();
        }
      }
      draw();
      return content;
    }).addEventListener('close', () => {
      for (const field of container.querySelectorAll('input')) field.value = field.defaultValue || field.value;
      stop.now();
    });
  }

  function add() {
    let id = `node-${seen.length + 1}`;
    while (seen.some(node => node.node_id === id)) id += 'a';
    change(t('nodes.add'), ['nodes', 'add', id], 'POST', `${base}/load_balancer/add_instance`, { instance_id: id });
  }

  const stop = poll(async signal => {
    try {
      const [answer, stats] = await Promise.all([get('/api/v1/system/nodes', { signal }), get('/api/v1/system/stats', { signal })]);
      [seen, strategy, failure] = [answer.nodes, stats.load_balancer.strategy, null];
    } catch (wrong) {
      if (!wrong.status) throw wrong;
      failure = wrong;
    }
    render();
  }, 2000);

  render();
  return stop;
}
