// Calls of the API, and what is known about who makes them.

export const session = { keys_required: false, signed_in: true, name: null, can_administer: false, anti_forgery_token: null };

/** A refusal, as the server told it. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = problem.code ?? 'internal_error';
    this.errors = problem.errors ?? null;
  }
}

const listeners = new Set();
let reachable = true;

/** Tells when the server goes out of reach or comes back, and when the session has ended. */
export function onConnection(listener) {
  listeners.add(listener);
}

export const get = (path, options) => call('GET', path, undefined, options);
export const post = (path, body, options) => call('POST', path, body, options);
export const put = (path, body) => call('PUT', path, body);
export const del = path => call('DELETE', path);

/** Asks who is signed in. */
export async function loadSession() {
  Object.assign(session, await get('/api/v1/session'));
  return session;
}

export async function signIn(key) {
  Object.assign(session, await post('/api/v1/session', { key }));
}

export async function signOut() {
  await del('/api/v1/session');
  await loadSession();
}

/** A path with the parameters that have a value. */
export function withQuery(path, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== null && value !== undefined && value !== '') query.set(name, value);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

async function call(method, path, body, { signal, accept, headers: more } = {}) {
  const headers = { Accept: accept ?? 'application/json', ...more };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && session.anti_forgery_token) headers['X-CSRF-Token'] = session.anti_forgery_token;
  let answer;
  try {
    answer = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal, credentials: 'same-origin', cache: 'no-store' });
  } catch (failure) {
    if (failure.name !== 'AbortError') setReachable(false);
    throw failure;
  }
  setReachable(true);
  if (answer.ok) return answer.status === 204 ? null : accept ? answer.text() : answer.json();

  const problem = await answer.json().catch(() => ({}));
  if (answer.status === 401 && path !== '/api/v1/session') {
    session.signed_in = false;
    for (const listener of listeners) listener({ reachable, signedOut: true });
  }
  throw new Refusal(answer.status, problem);
}

function setReachable(now) {
  if (reachable === now) return;
  reachable = now;
  for (const listener of listeners) listener({ reachable });
}

/** Repeats a look at the server while someone looks at the page; what it throws is shown by whoever made it. Returns how to end it. */
export function poll(look, everyMs) {
  const stop = new AbortController();
  let timer = 0;
  const turn = async () => {
    clearTimeout(timer);
    if (!document.hidden) {
      try {
        await look(stop.signal);
      } catch (failure) {
        if (!(failure instanceof Refusal) && failure.name !== 'AbortError' && !(failure instanceof TypeError)) console.error(failure);
      }
    }
    if (!stop.signal.aborted) timer = setTimeout(turn, reachable ? everyMs : Math.max(everyMs, 3000));
  };
  const seen = () => document.hidden || turn();
  document.addEventListener('visibilitychange', seen);
  turn();
  return Object.assign(() => {
    stop.abort();
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', seen);
  }, { now: turn });
}
