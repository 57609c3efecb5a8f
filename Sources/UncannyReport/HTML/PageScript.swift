/// What a page can do beside being read: zoom the timeline, read off moments, hide events. Without it nothing is
/// missing.
///
/// It holds no `<` and no `&`, so that it is the same text in HTML and in XML.
let pageScript: StaticText = """
  (() => {
    'use strict';
    const all = (what, within = document) => Array.from(within.querySelectorAll(what));
    for (const tools of all('.tools')) tools.hidden = false;

    for (const box of all('[data-shows]')) {
      box.addEventListener('change', () => {
        for (const group of all('[data-group]'))
          if (group.dataset.group === box.dataset.shows) group.hidden = !box.checked;
      });
    }
    const show = () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      const group = target ? target.closest('[data-group]') : null;
      if (!group) return;
      if (!group.hidden) return;
      group.hidden = false;
      for (const box of all('[data-shows]')) if (box.dataset.shows === group.dataset.group) box.checked = true;
      target.scrollIntoView();
    };
    addEventListener('hashchange', show);

    const scroll = document.querySelector('.scroll');
    const track = document.querySelector('.track');
    if (!track) return;
    const length = Number(track.dataset.length);
    const cursor = track.querySelector('.cursor');
    const lanes = track.querySelector('.ruler');
    const most = length > 20 ? 32 : length > 4 ? 8 : 2;
    let zoom = 1;
    const fit = () => {
      let rank = 0;
      for (let next = 1; 5 > next; next++) {
        const count = [...Array(next + 1).keys()].reduce((sum, r) => sum + all('.r' + r, lanes).length, 0);
        const isThere = all('.r' + next, lanes).length > 0;
        if (isThere ? lanes.clientWidth / count > 64 : false) rank = next;
      }
      track.dataset.rank = rank;
      for (const button of all('[data-step]')) {
        const step = Number(button.dataset.step);
        button.disabled = step > 0 ? zoom >= most : zoom === 1;
      }
    };
    const turn = (step, share) => {
      const at = (scroll.scrollLeft + share * scroll.clientWidth) / track.clientWidth;
      zoom = step === 0 ? 1 : Math.min(most, Math.max(1, step > 0 ? zoom * 2 : zoom / 2));
      track.dataset.zoom = zoom;
      scroll.scrollLeft = at * track.clientWidth - share * scroll.clientWidth;
      fit();
    };
    for (const button of all('[data-step]'))
      button.addEventListener('click', () => turn(Number(button.dataset.step), 0.5));
    scroll.addEventListener('keydown', (event) => {
      if (event.target !== scroll) return;
      if (event.key === '+' || event.key === '=') turn(1, 0.5);
      else if (event.key === '-') turn(-1, 0.5);
      else if (event.key === '0') turn(0, 0.5);
    });
    scroll.addEventListener('wheel', (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      turn(event.deltaY > 0 ? -1 : 1, (event.clientX - scroll.getBoundingClientRect().left) / scroll.clientWidth);
    }, { passive: false });
    const two = (number) => String(Math.floor(number)).padStart(2, '0');
    scroll.addEventListener('pointermove', (event) => {
      const box = lanes.getBoundingClientRect();
      const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
      const time = share * length;
      cursor.hidden = false;
      cursor.style.left = event.clientX - track.getBoundingClientRect().left + 'px';
      cursor.style.setProperty('--y', event.clientY - track.getBoundingClientRect().top + 'px');
      cursor.dataset.side = share > 0.5 ? 'left' : 'right';
      cursor.dataset.time = two(time / 3600) + ':' + two(time / 60 % 60) + ':' + two(time % 60) + '.' +
        String(Math.floor(time * 1000 % 1000)).padStart(3, '0');
    });
    scroll.addEventListener('pointerleave', () => { cursor.hidden = true; });
    addEventListener('resize', fit);
    fit();
  })();
  """
