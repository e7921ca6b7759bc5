"""JavaScript expressions that tests evaluate on a page in the browser."""

from __future__ import annotations

FORBIDDEN = """[...document.querySelectorAll(
  'script, link, a:not([href^="#"]), img, ' +
  'iframe, object, embed, form, input, button, base, video, audio, picture, use, image'
)].map(one => one.outerHTML)"""
HANDLERS = """[...document.querySelectorAll('*')].flatMap(one => [...one.attributes]
  .filter(({name, value}) => /^on|^style$|^src|action/.test(name) || /javascript:/.test(value)
    || (/href/.test(name) && !/^#[a-z0-9-]+$/.test(value)))
  .map(({name}) => one.tagName + ' ' + name))"""
ELEMENTS = "[...new Set([...document.body.querySelectorAll('*')].map(one => one.tagName.toLowerCase()))]"
ATTRIBUTES = "[...new Set([...document.body.querySelectorAll('*')].flatMap(one => one.getAttributeNames()))]"
HEADINGS = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(one => Number(one.tagName[1]))"
TEXT = "document.body.innerText"
TOO_WIDE = "document.documentElement.scrollWidth - window.innerWidth"
DANGLING = """(() => {
  const ids = [...document.querySelectorAll('[id]')].map(one => one.id);
  const named = [...document.querySelectorAll('[aria-labelledby], [aria-describedby]')]
    .flatMap(one => [one.getAttribute('aria-labelledby'), one.getAttribute('aria-describedby')])
    .filter(Boolean).flatMap(one => one.split(' '));
  return ids.filter((one, n) => ids.indexOf(one) !== n).concat(named.filter(one => !ids.includes(one)));
})()"""
"""Ids that stand twice, and names that point to nothing."""
CUT_OFF = """[...document.querySelectorAll('svg')].flatMap(picture => {
  const edge = picture.closest('.card, main').getBoundingClientRect();
  return [...picture.querySelectorAll('text')].filter(one => {
    const box = one.getBoundingClientRect();
    return box.width && (box.left < edge.left - 1 || box.right > edge.right + 1);
  }).map(one => one.textContent);
})"""
"""Letters of drawings that reach out of what holds them."""
CLIPPED = """(() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const page = {left: 0, top: 0, right: document.documentElement.clientWidth, bottom: Infinity};
  const room = one => {
    const style = getComputedStyle(one), {left, top, right, bottom} = one.getBoundingClientRect();
    const sides = /^inset\\(([^)]*)\\)/.exec(style.clipPath);
    if (!sides && style.overflowX === 'visible') return null;
    const given = sides ? sides[1].split(' ').map(parseFloat) : [0];
    const [t, r = t, b = t, l = r] = given;
    return {left: left + l, top: top + t, right: right - r, bottom: bottom - b};
  };
  const outside = (box, edge) =>
    box.left < edge.left - .6 || box.right > edge.right + .6 || box.top < edge.top - 3 || box.bottom > edge.bottom + 3;
  while (walker.nextNode()) {
    const own = walker.currentNode.parentElement;
    if (own.closest('.unseen, caption, title, desc, style, script')) continue;
    for (const {0: word, index} of walker.currentNode.data.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + word.length);
      const boxes = [...range.getClientRects()].filter(box => box.width && box.height);
      let edges = [page];
      for (let one = own; one; one = one.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(one).overflowX)) { edges = edges.slice(1); break; }
        const edge = room(one);
        if (edge) edges.push(edge);
      }
      if (boxes.some(box => edges.some(edge => outside(box, edge)))) found.push(`${own.tagName} ${word}`);
    }
  }
  return [...new Set(found)];
})()"""
"""Words that something cuts: the edge of the page, or of what holds them. What can be scrolled to is not cut."""
TORN = """[...document.querySelectorAll('th, summary, h1, h2, h3, h4, .number, .places li')].flatMap(one => {
  const torn = [], walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    for (const {0: word, index} of walker.currentNode.data.matchAll(/[^\\s-]+-?/g)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + word.length);
      const lines = new Set([...range.getClientRects()].filter(box => box.width > 1).map(box => Math.round(box.top)));
      if (lines.size > 1) torn.push(word);
    }
  }
  return torn;
})"""
"""Words of names and headings that go on in the next line."""
_COLOURS = """
  const channels = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
    .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    .reduce((sum, c, n) => sum + c * [.2126, .7152, .0722][n], 0);
  const contrast = (one, other) => {
    const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
    return (a + .05) / (b + .05);
  };
  const canvas = () => {
    const one = document.body.appendChild(document.createElement('p'));
    one.className = 'probe';
    const style = document.styleSheets[0];
    style.insertRule('.probe { background: Canvas }', style.cssRules.length);
    const found = channels(getComputedStyle(one).backgroundColor);
    style.deleteRule(style.cssRules.length - 1);
    one.remove();
    return found;
  };
  const behind = one => {
    for (; one; one = one.parentElement) {
      const ground = channels(getComputedStyle(one).backgroundColor);
      if (ground.length < 4 || ground[3] > 0) return ground;
    }
    return canvas();
  };
"""
DRAWN = f"""(() => {{{_COLOURS}
  return [...document.querySelectorAll('svg .bar, svg line.usual, svg line.line')].map(one => {{
    const style = getComputedStyle(one), line = one.tagName === 'line' || one.classList.contains('part');
    return [contrast(channels(line ? style.stroke : style.fill), behind(one)), one.getAttribute('class')];
  }});
}})()"""
"""Every bar, dot and line that says something, with the contrast it is seen at."""
CONTRASTS = (
    f"""(() => {{{_COLOURS}"""
    """
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || /^(title|desc)$/.test(one.tagName)) continue;
    const style = getComputedStyle(one);
    const ink = channels(one.tagName === 'text' ? style.fill : style.color);
    const name = one.tagName + '.' + one.getAttribute('class');
    found.push([contrast(ink, behind(one)), name, walker.currentNode.data.trim()]);
  }
  return found.sort((x, y) => x[0] - y[0]);
})()"""
)
"""Every text with the contrast it is read at, the lowest first: the formula of WCAG 2.2."""
