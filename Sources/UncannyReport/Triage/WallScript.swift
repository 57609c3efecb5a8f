/// Shows the clips of the wall as they come into view, and plays the one that is pointed at.
///
/// It holds no `<` and no `&`, so that it is the same text in HTML and in XML.
let wallScript: StaticText = """
  (() => {
    'use strict';
    const clips = JSON.parse(document.getElementById('clips').textContent);
    const wall = document.getElementById('wall');
    const count = document.getElementById('count');
    const end = document.getElementById('end');
    const tools = document.getElementById('tools');
    const still = matchMedia('(prefers-reduced-motion: reduce)');
    const chunk = 60;
    let shown = [];
    let next = 0;

    const make = (name, text, kind) => {
      const part = document.createElement(name);
      if (text !== undefined) part.textContent = text;
      if (kind) part.className = kind;
      return part;
    };
    const address = clip => clip.u.split('/').map(encodeURIComponent).join('/');
    const clock = time => Math.floor(time / 60) + ':' + (time % 60).toFixed(2).padStart(5, '0');

    const seen = new IntersectionObserver(entries => {
      for (const entry of entries) {
        const film = entry.target;
        if (entry.isIntersecting) {
          if (!film.src) film.src = film.dataset.src;
        } else if (film.src) {
          film.removeAttribute('src');
          film.load();
        }
      }
    }, { rootMargin: '50%' });

    const card = clip => {
      const item = make('li', undefined, clip.v);
      const link = make('a');
      link.href = address(clip);
      const film = make('video');
      film.muted = true;
      film.loop = true;
      film.playsInline = true;
      film.preload = 'metadata';
      film.tabIndex = -1;
      film.setAttribute('aria-hidden', 'true');
      film.dataset.src = address(clip) + '#t=' + (clip.t || 0.001);
      seen.observe(film);
      link.append(film, make('span', clip.p, 'path'));
      const play = () => { if (!still.matches) film.play().catch(() => {}); };
      const rest = () => { film.pause(); film.currentTime = clip.t || 0; };
      item.addEventListener('pointerenter', play);
      item.addEventListener('pointerleave', rest);
      link.addEventListener('focus', play);
      link.addEventListener('blur', rest);
      const head = make('p', undefined, 'head');
      head.append(make('b', clip.v), make('span', clip.n + '.'), make('span', clip.s.toFixed(2) + ' points'));
      if (clip.g !== undefined) head.append(make('span', 'group ' + clip.g + (clip.b ? ', its best' : '')));
      const reason = make('p', clip.r, 'reason');
      if (clip.t !== undefined) reason.append(make('span', ' at ' + clock(clip.t) + ', frame ' + clip.f, 'quiet'));
      item.append(link, head, reason);
      if (clip.a.length) item.append(make('p', clip.a.join(' + '), 'quiet'));
      return item;
    };

    const more = () => {
      const part = shown.slice(next, next + chunk);
      next += part.length;
      wall.append(...part.map(card));
      end.hidden = next >= shown.length;
    };
    new IntersectionObserver(entries => { if (entries.some(entry => entry.isIntersecting)) more(); },
      { rootMargin: '100%' }).observe(end);

    const filter = () => {
      const choice = new FormData(tools);
      const verdicts = new Set(choice.getAll('verdict'));
      const words = choice.get('find').toLowerCase().split(/ +/).filter(word => word);
      shown = clips.filter(clip => {
        if (!verdicts.has(clip.v)) return false;
        if (choice.has('best')) if (clip.b === false) return false;
        const text = (clip.p + ' ' + clip.r + ' ' + clip.a.join(' ')).toLowerCase();
        return words.every(word => text.includes(word));
      });
      count.textContent = shown.length === clips.length ? 'The best first.'
        : shown.length + ' of ' + clips.length + ' clips, the best first.';
      wall.replaceChildren();
      next = 0;
      more();
    };
    tools.addEventListener('input', filter);
    tools.addEventListener('submit', event => event.preventDefault());
    filter();
  })();
  """
