// Addresses and screens. Every screen has an address of its own, its filters included, so that it can be shared and gone back to.

const screens = [];
let changed = () => {};

/** Registers a screen under a path such as /tasks/:id. */
export function screen(pattern, load) {
  const names = [];
  const expression = new RegExp(`^${pattern.replace(/:(\w+)/g, (_, name) => (names.push(name), '([^/]+)'))}$`);
  screens.push({ expression, names, load });
}

/** Starts: `onChange` is told of each address that is opened. */
export function start(onChange) {
  changed = onChange;
  addEventListener('popstate', () => changed(find()));
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[href^="/"]');
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && !event.defaultPrevented;
    const page = link && find(new URL(link.href));
    if (!page || !plain || link.target || link.hasAttribute('download')) return;
    event.preventDefault();
    go(link.getAttribute('href'));
  });
  changed(find());
}

export function go(address) {
  history.pushState(null, '', address);
  scrollTo(0, 0);
  changed(find());
}

/** Writes what a screen is set to into its address, without opening another. */
export function setQuery(parameters) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
  const text = query.toString();
  history.replaceState(null, '', location.pathname + (text ? `?${text}` : ''));
}

export const query = () => Object.fromEntries(new URLSearchParams(location.search));

function find(url = location) {
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/+$/, '') : url.pathname; // The server takes both for the same.
  for (const { expression, names, load } of screens) {
    const match = expression.exec(path);
    if (match) return { load, parameters: Object.fromEntries(names.map((name, i) => [name, decode(match[i + 1])])), path };
  }
  return null;
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
