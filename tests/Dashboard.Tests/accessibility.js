// What an automatic accessibility checker looks for, on the page as it stands. Returns what is wrong, one line each.
() => {
  const problems = [];
  const visible = element => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getClientRects().length > 0;
  const say = (what, element) => problems.push(`${what}: <${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> ${(element.textContent ?? '').trim().slice(0, 40)}`);

  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = color => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a)];
  const behind = element => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) layers.push(rgba(getComputedStyle(one).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const luminance = color => color.map(value => value / 255).map(value => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)).reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (a, b) => {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };

  for (const element of document.querySelectorAll('body *')) {
    if (!visible(element)) continue;
    const ownText = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    const isField = element.matches('input:not([type=radio]):not([type=checkbox]), textarea, select');
    if ((ownText || isField) && !element.closest(':disabled, .hidden-text')) {
      const style = getComputedStyle(element);
      const below = behind(element);
      const color = element.closest('svg') ? style.fill : style.color;
      const size = parseFloat(style.fontSize);
      const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
      const found = contrast(over(rgba(color), below), below);
      if (found < needed) say(`contrast ${found.toFixed(2)} below ${needed}`, element);
    }
  }

  const nameOf = element => (element.getAttribute('aria-label') ?? '') || [...(element.labels ?? [])].map(label => label.textContent).join('') || (element.textContent ?? '').trim() || [...element.querySelectorAll('img')].map(image => image.alt).join('') || element.title;
  for (const element of document.querySelectorAll('a[href], button, input, select, textarea, summary, iframe, dialog, [role=img]')) if (visible(element) && !nameOf(element)) say('no name', element);
  for (const image of document.querySelectorAll('img')) if (!image.hasAttribute('alt')) say('no alt', image);
  for (const svg of document.querySelectorAll('svg')) if (svg.getAttribute('role') !== 'img' && svg.getAttribute('aria-hidden') !== 'true') say('a drawing neither named nor hidden', svg);
  const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
  for (const id of new Set(ids)) if (ids.filter(other => other === id).length > 1) problems.push(`id twice: ${id}`);
  for (const element of document.querySelectorAll('[aria-describedby], label[for]')) for (const id of (element.getAttribute('aria-describedby') ?? element.htmlFor ?? '').split(' ')) if (!document.getElementById(id)) say(`refers to no #${id}`, element);
  if (document.querySelectorAll('main').length !== 1) problems.push('not exactly one main');
  if (document.querySelectorAll('h1').length !== 1) problems.push('not exactly one h1');
  let level = 1;
  for (const heading of document.querySelectorAll('h1, h2, h3, h4')) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) say(`heading jumps from ${level}`, heading);
    level = next;
  }
  for (const row of document.querySelectorAll('[role=row]')) if (!row.closest('[role=table]')) say('a row outside of a table', row);
  for (const cell of document.querySelectorAll('[role=cell], [role=columnheader]')) if (!cell.closest('[role=row]')) say('a cell outside of a row', cell);
  for (const list of document.querySelectorAll('ul, ol')) for (const child of list.children) if (child.tagName !== 'LI') say('not an item of its list', child);
  for (const inner of document.querySelectorAll('a a, a button, button a, button button')) say('a control inside a control', inner);
  for (const element of document.querySelectorAll('[tabindex]')) if (Number(element.getAttribute('tabindex')) > 0) say('a tabindex of its own', element);
  if (!document.documentElement.lang || !document.title) problems.push('no language or title');
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) problems.push(`scrolls ${wide} px sideways`);
  return problems;
}
