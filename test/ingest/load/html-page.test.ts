import { describe, expect, it } from 'vitest';
import { blocksOf, pageText, readHtml } from '../../helpers/html.ts';

const SENTENCE = 'We collect the bike at your door within three working days of your message.';
const ARTICLE = `<h1>Refunds</h1><p>${SENTENCE}</p><p>The money is back after 14 days, or 30 in August.</p>`;
const READ = `Refunds\n\n${SENTENCE}\n\nThe money is back after 14 days, or 30 in August.`;

const MENU =
  '<ul><li><a href="/a">Shop</a><li><a href="/b">Plans</a><li><a href="/c">Help</a></ul>';

describe('a help-centre page', () => {
  const page = `<!DOCTYPE html><html lang="en"><head>
    <title>Delivery times and costs | Quillon Help</title></head>
    <body class="article has-sidebar">
    <a class="skip-link" href="#content">Skip to main content</a>
    <div id="cookie-banner" role="dialog"><p>We use cookies to make this site better for you and
      for us, as you can read in our policy.</p><button>Accept all</button></div>
    <div class="site-header"><a href="/"><img src="logo.png" alt="Quillon"></a>
      <ul class="main-menu"><li><a href="/a">Shop</a></li><li><a href="/b">Help</a></li></ul>
      <form action="/search"><label for=q>Search</label><input value="type"><button>Go</button></form>
    </div>
    <div class="breadcrumbs"><a href="/">Home</a> › <a href="/help">Help</a> › Delivery</div>
    <div class="wrapper">
    <div class="sidebar"><h3>In this section</h3>
      <ul><li><a href="/1">Returns</a></li><li><a href="/2">Lost parcels</a></li></ul></div>
    <div class="content" id="content">
    <h1>Delivery times and costs <a class="headerlink" href="#top">¶</a></h1>
    <div class="meta">Last updated <time datetime="2026-03-02">2 March 2026</time></div>
    <div class="toc"><ul><li><a href="#times">Delivery times</a></li><li><a href="#costs">Costs</a></li>
    </ul></div>
    <p>We deliver to every address on the mainland. Orders placed before 14:00 leave the same day.</p>
    <h2 id="times">Delivery times</h2>
    <ul><li>Mainland: 2&ndash;3 working days</li><li>Islands:<ul><li>Merrin Isles: 5 working days</li>
      <li>Outer Isles: up to 10&nbsp;working days</li></ul></li></ul>
    <aside class="callout warning"><p>Bulky goods need two helpers at the door.</p></aside>
    <h2 id="costs">Costs</h2>
    <table><thead><tr><th rowspan="2">Zone</th><th colspan="2">Parcel</th></tr>
      <tr><th>to 5&nbsp;kg</th><th>to 20&nbsp;kg</th></tr></thead>
      <tr><th>Mainland</th><td>4.90&nbsp;EUR</td><td>8.90 EUR</td></tr>
      <tr><th>Merrin Isles</th><td>9.90 EUR</td><td>14.90 EUR</td></tr></table>
    <ol start="3"><li>Open your order.</li><li>Choose <img src="i.png" alt="Track" width="16">.</li></ol>
    <div class="share-buttons"><a href="#">Facebook</a> <a href="#">X</a></div>
    <div class="article-votes"><span>Was this article helpful?</span><button>Yes</button></div>
    <section class="related-articles"><h3>Related</h3><ul><li><a href="/x">How do I return it?</a></li></ul>
    </section></div></div>
    <div class="footer"><a href="/imprint">Imprint</a> <a href="/privacy">Privacy</a> © 2026</div>
    </body></html>`;

  it('is read as its readers read it', () => {
    expect(readHtml(page, 'page').title).toBe('Delivery times and costs');
    expect(blocksOf(page, 'page')).toEqual([
      'h1: Delivery times and costs',
      'paragraph: Last updated 2 March 2026',
      'paragraph: We deliver to every address on the mainland. Orders placed before 14:00 leave the same day.',
      'h2: Delivery times',
      'list: - Mainland: 2–3 working days\n- Islands:\n  - Merrin Isles: 5 working days\n  - Outer Isles: up to 10 working days',
      'paragraph: Bulky goods need two helpers at the door.',
      'h2: Costs',
      'table: | Zone | Parcel to 5 kg | Parcel to 20 kg |\n| Mainland | 4.90 EUR | 8.90 EUR |\n| Merrin Isles | 9.90 EUR | 14.90 EUR |',
      'list: 3. Open your order.\n4. Choose Track.',
    ]);
  });
});

describe('what belongs to the site', () => {
  it.each([
    `<nav>${MENU}</nav>`,
    `<header><a href="/">Quillon</a>${MENU}</header>`,
    `<footer>© 2026 Quillon ${MENU}</footer>`,
    `<aside><h2>News</h2>${MENU}</aside>`,
    `<div role="navigation">${MENU}</div>`,
    `<div role="banner">Quillon</div>`,
    `<div role="contentinfo">© 2026 Quillon</div>`,
    `<div role="complementary">Try our new bikes</div>`,
    `<form><label>Your name <input></label><button>Send</button></form>`,
    `<div class="cookie-notice">We use cookies.</div>`,
    `<div id="cookieConsent">We use cookies.</div>`,
    `<ul class="breadcrumb"><li>Home<li>Help</ul>`,
    `<div class="social-links"><a href="/t">Follow us</a></div>`,
    `<div class="post-share"><a href="#">Share</a></div>`,
    `<section class="related-posts"><h2>Read on</h2>${MENU}</section>`,
    `<div id="sidebar"><p>Our bikes are built by hand in a small town, one by one, by seven people.</p></div>`,
    `<div class="topMenu">${MENU}</div>`,
    `<div id="comments"><p>${'So do I, and so does the neighbour across the street. '.repeat(20)}</p></div>`,
    `<div class="advert">Buy one, get one</div>`,
    `<button>Copy</button>`,
    `<ol><li><a href="#one">How to ask us</a><li><a href="#two">How to wait</a></ol>`,
  ])('%s', (chrome) => {
    expect(pageText(`<body>${chrome}<div>${ARTICLE.repeat(3)}</div></body>`)).toBe(
      Array(3).fill(READ).join('\n\n'),
    );
  });

  it.each([
    `<main>${ARTICLE}</main>`,
    `<div role="main">${ARTICLE}</div>`,
    `<div><article>${ARTICLE}</article></div>`,
    `<main>${ARTICLE}</main><main hidden>Another</main>`,
  ])('is all that stands around %s', (main) => {
    expect(pageText(`<p>Before</p>${main}<div>Around <p>After</p></div>`)).toBe(READ);
  });

  it('is what menus stand beside nearly all of the prose', () => {
    const rows = `<tr><td>${MENU}<td>${ARTICLE.repeat(8)}`;
    expect(pageText(`<table>${rows}</table>`)).toBe(Array(8).fill(READ).join('\n\n'));
  });
});

describe('what belongs to the page', () => {
  it.each([
    ['a menu of dishes', '<div class="menu"><p>Soup 4 EUR</p><p>Pie 6 EUR</p></div>', 'Soup 4 EUR'],
    ['the price of a share', '<div class="share-price">Share price: 234p</div>', '234p'],
    ['a section about cookies', '<section id="cookies"><p>We set two.</p></section>', 'set two'],
    ['a heading of that name', '<h2 id="related" class="related">Related costs</h2>', 'Related'],
    ['a part that has a sidebar', '<div class="has-sidebar"><p>Open at nine.</p></div>', 'nine'],
    ['a note', '<aside class="note">Not on Sundays.</aside>', 'Sundays'],
    ['a question that opens', '<button aria-expanded="false">May I?</button>', 'May I?'],
    ['a button in a sentence', '<p>Press <button>Save</button> twice.</p>', 'Press Save twice.'],
    ['links in a sentence', '<p>See <a class="nav-link" href="/p">prices</a>.</p>', 'See prices.'],
    [
      'a list of what there is',
      '<ul><li><a href="/a">Windows</a><li><a href="/b">Linux</a></ul>',
      'Linux',
    ],
    [
      'prices in a form',
      `<form><table><tr><th>Size<th>Price<tr><td>small, for one bike<td>12 EUR a month
       <tr><td>large, for a family of bikes<td>30 EUR a month, first month free
       <tr><td>hall, for all your bikes<td>120 EUR a month, with a workshop in it</table></form>`,
      '30 EUR',
    ],
  ])('keeps %s', (_, html, words) => {
    expect(pageText(`<main>${ARTICLE}${html}</main>`)).toContain(words);
  });

  it('keeps a header and a footer of an article', () => {
    expect(
      pageText(
        `<article><header><h1>Refunds</h1><p>By Ada</p></header><p>${SENTENCE}</p>
         <footer>Valid from March.</footer></article><footer>Imprint</footer>`,
      ),
    ).toBe(`Refunds\n\nBy Ada\n\n${SENTENCE}\n\nValid from March.`);
  });

  it('keeps the headline that stands outside of the main part, and nothing around it', () => {
    expect(
      pageText(
        `<title>Refunds – Quillon</title><header>${MENU}<div><p>Menu</p><h1>Refunds</h1></div></header>
         <main><p>${SENTENCE}</p></main>`,
      ),
    ).toBe(`Refunds\n\n${SENTENCE}`);
    expect(
      pageText(`<title>Refunds</title><header><h1>Quillon</h1></header><main>${SENTENCE}</main>`),
    ).toBe(SENTENCE);
  });

  it('keeps a page that is one form, as ASP.NET makes them', () => {
    expect(
      pageText(
        `<form id="aspnetForm"><input type=hidden name="__VIEWSTATE" value="/wEPDwUK">
         <div class="navbar">${MENU}</div><div>${ARTICLE}</div><span>Price: 12 EUR</span></form>`,
      ),
    ).toBe(`${READ}\n\nPrice: 12 EUR`);
  });

  it('keeps a page all of which is called a sidebar, a menu or comments', () => {
    for (const name of ['sidebar', 'main-menu', 'comments', 'cookie-policy']) {
      expect(pageText(`<div class="${name}">${ARTICLE}</div>`)).toContain('14 days');
    }
  });

  it('keeps a page of links alone', () => {
    const links = Array.from({ length: 40 }, (_, n) => `<li><a href="/${n}">Article ${n}</a>`);
    for (const html of [
      `<ul>${links.join('')}</ul>`,
      `<div class="toc"><ol>${links.join('')}</ol></div>`,
    ]) {
      expect(pageText(`<h1>All articles</h1>${html}`)).toContain('Article 39');
    }
  });

  it('keeps an answer of a few words', () => {
    expect(
      pageText(`<nav>${MENU.repeat(5)}</nav><h1>Do you deliver abroad?</h1><p>No, we do not.</p>`),
    ).toBe('Do you deliver abroad?\n\nNo, we do not.');
  });

  it('reads a page whose main part is empty as if it had none', () => {
    expect(pageText(`<main></main><div>${ARTICLE}</div>`)).toBe(READ);
  });

  it('reads several articles, all of them', () => {
    expect(pageText(`<article>${ARTICLE}</article><article>${ARTICLE}</article>`)).toBe(
      `${READ}\n\n${READ}`,
    );
  });
});

describe('a fragment', () => {
  it('is kept but for what is hidden', () => {
    expect(
      readHtml(
        `<nav>Contents</nav><div class="sidebar">Aside</div><p>Text</p><footer>Notes</footer>`,
      ).text,
    ).toBe('Contents\n\nAside\n\nText\n\nNotes');
  });
});
