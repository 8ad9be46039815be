// What the stages of an analysis are called, and what each found.

import { h } from '../dom.js';
import { name, t } from '../i18n.js';
import { percent } from '../format.js';

/** A turn of a debate has its round as a number of its own: `bull_round_2`. */
const turnOf = stage => /^(bull|bear|aggressive|conservative|neutral)_round_(\d+)$/.exec(stage);

export function stageName(stage) {
  const step = /^step[_ ](\d+)$/.exec(stage);
  if (step) return t('stage.step', { n: step[1] });
  const turn = turnOf(stage);
  return turn ? t(`stage.${turn[1]}_round`, { n: turn[2] }) : name('stage', stage);
}

/** What a stage contributed to the report; null where it says nothing of it. */
export function evidenceOf(report, stage) {
  if (!report?.decision) return null;
  if (stage === 'market_data') return list((report.data_windows ?? []).map(window => ({ text: `${window.source}: ${window.from} – ${window.to}`, note: t('evidence.rows', { n: window.rows }) })));
  if (stage === 'research_manager') return list((report.research_plan?.strategic_actions ?? []).map(text => ({ text })), report.research_plan?.rationale);
  if (stage === 'trader') return list(report.trader_proposal ? [{ text: report.trader_proposal.position_sizing }] : [], report.trader_proposal?.reasoning);
  const turn = turnOf(stage);
  if (turn) return turnFound(report, turn[1], Number(turn[2]));
  if (stage === 'decision' || stage === 'portfolio_decision') return list((report.decision.key_points ?? []).map(text => ({ text })), report.decision.summary);
  const analyst = (report.analysts ?? []).find(one => `${one.analyst}_analyst` === stage);
  if (!analyst) return null;
  const facts = (report.evidence ?? []).filter(fact => fact.analyst === analyst.analyst);
  return list(facts.map(fact => ({ text: fact.statement, note: fact.date, direction: fact.direction })), analyst.summary);
}

/** Why an analyst had nothing to judge from, as the report tells it; null for one that had, and for every other stage. */
export function silenceOf(report, stage) {
  const analyst = /^(\w+)_analyst$/.exec(stage)?.[1];
  if (!analyst || !report?.decision || (report.analysts ?? []).some(one => one.analyst === analyst)) return null;
  const missing = report.missing ?? [];
  const own = missing.filter(text => text.includes(analyst) || text.includes(t(`analyst.${analyst}`)));
  return list((own.length ? own : missing).map(text => ({ text })), t('evidence.no_data'));
}

function turnFound(report, who, round) {
  const spoken = (report.debate?.turns ?? []).find(one => one.side === who && one.round === round);
  if (spoken) {
    const direction = who === 'bull' ? 1 : -1;
    return list([...spoken.points.map(point => ({ text: point.statement, direction })), ...spoken.answers.map(answer => ({ text: answer.statement }))], spoken.speech);
  }
  const view = (report.risk_debate?.turns ?? []).find(one => one.stance === who && one.round === round);
  return view ? list([], view.speech) : null;
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
