// Numbers and times as people read them.

import { currentLanguage, t } from './i18n.js';

const units = { en: { s: ' s', m: ' m', h: ' h', d: ' d' }, zh: { s: ' 秒', m: ' 分', h: ' 小时', d: ' 天' } };

/** A unit of time: s, m, h or d. */
export const unit = letter => units[currentLanguage()][letter];

const locale = () => (currentLanguage() === 'zh' ? 'zh-CN' : 'en-GB');

/** Seconds as a length: 0.4 s, 12 s, 3 m 20 s, 2 h 5 m, 3 d 4 h. */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) return '–';
  if (seconds === 0) return `0${unit('s')}`;
  if (seconds < 0.05) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 9.95) return seconds.toFixed(1) + unit('s');
  const whole = Math.round(seconds);
  if (whole < 60) return whole + unit('s');
  if (whole < 3600) return two(Math.floor(whole / 60), 'm', whole % 60, 's');
  if (whole < 86400) return two(Math.floor(whole / 3600), 'h', Math.floor((whole % 3600) / 60), 'm');
  return two(Math.floor(whole / 86400), 'd', Math.floor((whole % 86400) / 3600), 'h');
}

export const number = value => (value ?? 0).toLocaleString(locale());

export const percent = (value, digits = 0) => `${(value * 100).toFixed(digits)} %`;

/** How long ago, or in how long, a moment is. */
export function relative(time, now = Date.now()) {
  const seconds = (now - Date.parse(time)) / 1000;
  if (seconds < -1) return t('time.in', { length: coarse(-seconds) });
  return seconds < 5 ? t('time.now') : t('time.ago', { length: coarse(seconds) });
}

/** A moment in the reader's own time zone, to the second. */
export function moment(time) {
  if (!time) return '–';
  return new Date(time).toLocaleString(locale(), { year: new Date(time).getFullYear() === new Date().getFullYear() ? undefined : 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
}

/** The time of day of a moment. */
export const clock = time => new Date(time).toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit', hour12: false });

const two = (a, larger, b, smaller) => a + unit(larger) + (b ? ` ${b}${unit(smaller)}` : '');

function coarse(seconds) {
  if (seconds < 60) return Math.round(seconds) + unit('s');
  if (seconds < 3600) return Math.round(seconds / 60) + unit('m');
  if (seconds < 86400) return Math.round(seconds / 3600) + unit('h');
  return Math.round(seconds / 86400) + unit('d');
}
