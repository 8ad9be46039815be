// What the stages of an analysis are called, and what each found.

import { h } from '../dom.js';
import { name, t } from '../i18n.js';
import { percent } from '../format.js';

export const stageName = stage => name('stage', stage);

/** What a stage contributed to the report; null where it says nothing of it. */
export function evidenceOf(report, stage) {
  if (!report?.decision) return null;
  if (stage === 'market_data') return list((report.data_windows ?? []).map(window => ({ text: `${window.source}: ${window.from} – ${window.to}`, note: t('evidence.rows', { n: window.rows }) })));
  if (stage === 'decision') return list((report.decision.key_points ?? []).map(text => ({ text })), report.decision.summary);
  const analyst = (report.analysts ?? []).find(one => `${one.analyst}_analyst` === stage);
  if (!analyst) return null;
  const facts = (report.evidence ?? []).filter(fact => fact.analyst === analyst.analyst);
  return list(facts.map(fact => ({ text: fact.statement, note: fact.date, direction: fact.direction })), analyst.summary);
}

/** A decision in a line: what to do, how sure, how risky. */
export function verdict(decision) {
  return h('div', { class: 'verdict' },
    h('span', { class: 'rating' }, name('rating', decision.rating)),
    h('span', { class: 'soft' }, t('verdict.confidence', { share: percent(decision.confidence) })),
    h('span', { class: 'soft' }, t('verdict.risk', { share: percent(decision.risk) })),
    decision.horizon && h('span', { class: 'soft' }, decision.horizon));
}

function list(items, summary) {
  if (items.length === 0 && !summary) return null;
  return h('div', { class: 'evidence' },
    summary && h('p', {}, summary),
    items.length > 0 && h('ul', { class: 'stack', style: { gap: '5px' } }, items.map(({ text, note, direction }) => h('li', { class: direction > 0 ? 'up' : direction < 0 ? 'down' : null }, h('span', {}, text), note && h('span', { class: 'faint nowrap' }, note)))));
}
