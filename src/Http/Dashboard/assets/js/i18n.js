// Words in the reader's language. The two tables have the same keys; a test compares them.

import { en } from './words.en.js';
import { zh } from './words.zh.js';

const tables = { en, zh };
let language = read() ?? (navigator.language?.toLowerCase().startsWith('zh') ? 'zh' : 'en');
document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';

export const currentLanguage = () => language;

export function setLanguage(next) {
  language = next;
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
  try { localStorage.setItem('language', next); } catch { /* It then lasts as long as the page. */ }
}

/** The words of a key, with {name}s filled in. `n` chooses between one and many, where a language tells them apart: "one|many". */
export function t(key, values = {}) {
  const words = tables[language][key] ?? en[key] ?? key;
  const forms = words.split('|');
  const form = forms.length > 1 ? forms[values.n === 1 ? 0 : 1] : words;
  return form.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The words of a value of the API, such as a status; one that has none is shown as it is. */
export function name(kind, value) {
  return tables[language][`${kind}.${value}`] ?? String(value).replaceAll('_', ' ');
}

function read() {
  try {
    const kept = localStorage.getItem('language');
    return kept in tables ? kept : null;
  } catch {
    return null;
  }
}
