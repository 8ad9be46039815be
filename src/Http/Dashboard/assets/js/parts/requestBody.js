// From what a form says to the body of a submission, and what is wrong with it.

import { t } from '../i18n.js';
import { cli } from '../shellText.js';

const code = /^[A-Za-z0-9.^=:_-]{1,32}$/;
const longCode = /^[A-Za-z0-9.^=:_-]{1,64}$/;

export const splitCodes = text => text.split(/[\s,;，、；]+/).filter(Boolean);

/** The body that a form stands for: of submit for one code, of batch for many. What is left at its default is left out. */
export function bodyOf(form) {
  const codes = splitCodes(form.codes);
  const body = codes.length > 1 ? { stock_codes: codes } : { stock_code: codes[0] ?? 'CODE' };
  if (form.analysis_type !== 'comprehensive') body.analysis_type = form.analysis_type;
  if (form.priority !== 'normal') body.priority = form.priority;
  if (form.timeout_seconds !== '') body.timeout_seconds = Number(form.timeout_seconds);
  if (form.max_attempts !== '') body.max_attempts = Number(form.max_attempts);
  if (form.tenant !== '') body.tenant = form.tenant;
  const dependsOn = splitCodes(form.depends_on);
  if (dependsOn.length) body.depends_on = dependsOn;
  if (form.not_before !== '' && !Number.isNaN(Date.parse(form.not_before))) body.not_before = new Date(form.not_before).toISOString();
  const parameters = parametersOf(form);
  if (Object.keys(parameters).length) body.parameters = parameters;
  return body;
}

function parametersOf(form) {
  const parameters = {};
  if (form.analysis_type === 'synthetic') {
    for (const key of ['duration_ms', 'steps', 'fail_attempts']) if (form[key] !== '') parameters[key] = Number(form[key]);
    return parameters;
  }
  if (form.depth !== '1') parameters.depth = Number(form.depth);
  if (form.trade_date !== '') parameters.trade_date = form.trade_date;
  if (form.analysts.length) parameters.analysts = form.analysts;
  if (form.language !== 'en') parameters.language = form.language;
  return parameters;
}

/** What is wrong with the codes given so far; null: nothing. */
export function badCodeOf(form) {
  const bad = splitCodes(form.codes).find(one => !code.test(one));
  return bad ? t('form.bad_code', { code: bad.slice(0, 40) }) : null;
}

/** What is wrong, by field; the server judges again and knows more. */
export function errorsOf(form) {
  const errors = {};
  const codes = splitCodes(form.codes);
  const bad = badCodeOf(form);
  if (codes.length === 0) errors.codes = t('form.no_code');
  else if (codes.length > 100) errors.codes = t('form.many_codes', { n: codes.length });
  else if (bad) errors.codes = bad;
  check('timeout_seconds', value => value > 0 && value <= 7200, 'form.bad_timeout');
  check('max_attempts', value => Number.isInteger(value) && value >= 1 && value <= 10, 'form.bad_attempts');
  if (form.tenant !== '' && !longCode.test(form.tenant)) errors.tenant = t('form.bad_tenant');
  if (splitCodes(form.depends_on).some(one => !longCode.test(one))) errors.depends_on = t('form.bad_depends');
  if (form.analysis_type === 'synthetic') {
    check('duration_ms', value => Number.isInteger(value) && value >= 0 && value <= 600000, 'form.bad_duration');
    check('steps', value => Number.isInteger(value) && value >= 1 && value <= 1000, 'form.bad_steps');
    check('fail_attempts', value => Number.isInteger(value) && value >= 0, 'form.bad_fails');
  }
  return errors;

  function check(key, isGood, words) {
    if (form[key] !== '' && !isGood(Number(form[key]))) errors[key] = t(words);
  }
}

/** The form's field for each field of the API that the server complains about. */
export const fieldOf = key => (key.startsWith('stock_code') ? 'codes' : key.replace(/^parameters\./, ''));

/** The same submission as a command. */
export function commandOf(body) {
  const { parameters: p = {}, ...rest } = body;
  const isMany = 'stock_codes' in body;
  const options = [
    ['--type', rest.analysis_type], ['--priority', rest.priority], ['--depth', p.depth], ['--trade-date', p.trade_date], ['--analysts', p.analysts?.join(',')], ['--language', p.language],
    ['--timeout', rest.timeout_seconds], ['--max-attempts', rest.max_attempts], ['--tenant', rest.tenant], ['--depends-on', rest.depends_on?.join(',')], ['--not-before', rest.not_before],
    ['--parameters', rest.analysis_type === 'synthetic' && body.parameters ? JSON.stringify(body.parameters) : undefined],
  ].filter(([, value]) => value !== undefined);
  return cli(isMany ? 'batch' : 'submit', ...(isMany ? body.stock_codes : [body.stock_code || 'CODE']), ...options.flat(), isMany ? null : '--watch');
}
