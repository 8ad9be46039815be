// The same call as a command line and as curl.

import { session } from './api.js';

const defaultServer = 'http://127.0.0.1:8000';

/** A command of the program. Words that are null or false are left out. */
export function cli(...words) {
  const server = location.origin === defaultServer ? [] : ['--server', location.origin];
  return ['tradingagents', ...words.filter(word => word !== null && word !== undefined && word !== '' && word !== false), ...server].map(quote).join(' ');
}

/** A call with curl. */
export function curl(method, path, body, accept) {
  const parts = ['curl'];
  if (method !== 'GET') parts.push('-X', method);
  if (session.keys_required) parts.push('-H', '"X-API-Key: $TRADINGAGENTS_KEY"');
  if (accept) parts.push('-H', quote(`Accept: ${accept}`));
  parts.push(quote(location.origin + path));
  if (body !== undefined) parts.push('\\\n  -H', quote('Content-Type: application/json'), '-d', quote(JSON.stringify(body)));
  return parts.join(' ');
}

function quote(word) {
  const text = String(word);
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
