// Elements from data. Text is only ever set as text: nothing here, or anywhere else in the dashboard, parses markup.

const svgNamespace = 'http://www.w3.org/2000/svg';

/** An element. `props`: attributes; `style`: an object; `onclick` and the like: listeners; `key`: tells it apart among its siblings. */
export function h(tag, props, ...children) {
  return build(document.createElement(tag), props, children);
}

/** An element of SVG. */
export function s(tag, props, ...children) {
  return build(document.createElementNS(svgNamespace, tag), props, children);
}

/** Makes the children of a container those of a list, changing only what differs: focus, selection and scrolling stay. */
export function patch(container, ...children) {
  const wanted = document.createDocumentFragment();
  append(wanted, children);
  patchChildren(container, wanted);
}

function build(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'key') element.patchKey = value;
    else if (name === 'style') for (const [property, text] of Object.entries(value)) element.style.setProperty(property, text);
    else if (name.startsWith('on')) listen(element, name.slice(2), value);
    else if (name === 'value') element.value = value;
    else if (name === 'checked') element.checked = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  append(element, children);
  if (element.tagName === 'SELECT' && props?.value !== undefined) element.value = props.value;
  return element;
}

function append(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === true) continue;
    parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

// One listener per type looks the handler up, so that patching can replace it.
function listen(element, type, handler) {
  element.handlers ??= {};
  if (!(type in element.handlers)) element.addEventListener(type, event => element.handlers[type]?.call(element, event));
  element.handlers[type] = handler;
}

function patchChildren(current, wanted) {
  const keyed = new Map();
  for (const child of current.childNodes) if (child.patchKey !== undefined) keyed.set(child.patchKey, child);
  let next = current.firstChild;
  for (const child of [...wanted.childNodes]) {
    const match = child.patchKey !== undefined ? keyed.get(child.patchKey) : next && next.patchKey === undefined ? next : null;
    if (match && isAlike(match, child)) {
      if (match === next) next = next.nextSibling;
      else current.insertBefore(match, next);
      patchNode(match, child);
    } else {
      current.insertBefore(child, next);
    }
  }
  while (next) {
    const gone = next;
    next = next.nextSibling;
    gone.remove();
  }
}

function isAlike(a, b) {
  return a.nodeType === b.nodeType && a.nodeName === b.nodeName && a.patchKey === b.patchKey && !(a.nodeType === 1 && a.hasAttribute('data-owned'));
}

function patchNode(current, wanted) {
  if (current.nodeType !== 1) {
    if (current.data !== wanted.data) current.data = wanted.data;
    return;
  }
  for (const { name } of [...current.attributes]) if (name !== 'style' && name !== 'open' && !wanted.hasAttribute(name)) current.removeAttribute(name);
  for (const { name, value } of wanted.attributes) if (name !== 'style' && name !== 'open' && current.getAttribute(name) !== value) current.setAttribute(name, value);
  if (current.style.cssText !== wanted.style.cssText) current.style.cssText = wanted.style.cssText;
  for (const [type, handler] of Object.entries(wanted.handlers ?? {})) listen(current, type, handler);
  for (const type of Object.keys(current.handlers ?? {})) if (!wanted.handlers?.[type]) current.handlers[type] = null;
  patchChildren(current, wanted);
}
