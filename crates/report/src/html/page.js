// A link `#c-ARTICLE-START-END` scrolls to the pieces of that article between these bytes and marks them.
(() => {
  'use strict';
  const back = document.getElementById('back');
  let origin = null;

  // At once: gliding past whole stories tells nobody where they are.
  const scroll = (element) => element.scrollIntoView({ block: 'center', inline: 'nearest' });

  const clear = () => {
    for (const hit of document.querySelectorAll('.hit')) hit.classList.remove('hit');
    back.hidden = true;
  };

  const mark = () => {
    clear();
    const place = /^#c-(\d+)-(\d+)-(\d+)$/.exec(location.hash);
    const article = place && document.getElementById('a' + place[1]);
    if (!article) return;
    const [start, end] = [Number(place[2]), Number(place[3])];
    const inside = (piece) => Number(piece.dataset.start) >= start && Number(piece.dataset.end) <= end;
    const hits = [...article.querySelectorAll('.text [data-start]')].filter(inside);
    if (!hits.length) return;
    for (const hit of hits) {
      hit.classList.add('hit');
      const folded = hit.closest('details');
      if (folded) folded.open = true;
    }
    hits[0].tabIndex = -1;
    hits[0].focus({ preventScroll: true });
    // First the whole column, then the words in it.
    article.scrollIntoView({ block: 'nearest', inline: 'center' });
    scroll(hits[0]);
    back.hidden = false;
  };

  const goBack = (event) => {
    const link = origin || document.querySelector(`a.cite[href="${CSS.escape(location.hash).replace('\\#', '#')}"]`);
    if (!link) return;
    event.preventDefault();
    clear();
    history.replaceState(null, '', '#' + (link.closest('section')?.id ?? 'top'));
    link.focus({ preventScroll: true });
    scroll(link);
  };

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a.cite');
    if (!link) return;
    origin = link;
    // The same link again changes no address, so the browser would not tell us.
    if (link.hash === location.hash) mark();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !back.hidden) goBack(event);
  });
  back.addEventListener('click', goBack);
  addEventListener('hashchange', mark);
  mark();

  const links = new Map([...document.querySelectorAll('nav ol a')].map((a) => [a.hash.slice(1), a]));
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const link = links.get(entry.target.id);
      if (entry.isIntersecting) link?.setAttribute('aria-current', 'true');
      else link?.removeAttribute('aria-current');
    }
  }, { rootMargin: '-30% 0px -60% 0px' });
  for (const story of document.querySelectorAll('section.story')) seen.observe(story);
})();
