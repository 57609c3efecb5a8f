/// The wall: a tile for each feed.
let scriptWall = #"""
  const tiles = new Map();
  const showTile = (feed) => {
    let tile = tiles.get(feed.number);
    if (!tile) {
      const image = make('img');
      image.alt = '';
      const link = make('a', '', make('div', 'screen', image), make('div', '', make('p', '', make('b'), ' ', make('span', 'word')),
        make('p', 'state')));
      link.href = '#feed-' + feed.number;
      tile = make('li', 'tile', link);
      tiles.set(feed.number, tile);
      $('wall').append(tile);
      // one still after the other: a browser has few connections for one host
      const again = () => setTimeout(() => {
        if (shown || document.hidden) return again();
        image.src = '/api/feeds/' + feed.number + '/preview.jpg?at=' + Date.now();
      }, calm.matches ? 5000 : 250);
      image.addEventListener('load', again);
      image.addEventListener('error', again);
      again();
    }
    const { status } = feed;
    const { text, severity, count } = verdict(status);
    tile.className = 'tile ' + (shapes[severity] ? severity : '');
    say(tile.querySelector('b'), status.source);
    say(tile.querySelector('.word'), status.connection, 'word ' + status.connection);
    const state = tile.querySelector('.state');
    const mark = shapes[severity] ? shapes[severity] + ' ' + upper(severity) + ': ' : '';
    say(state, mark + text + (count > 1 ? ', and ' + (count - 1) + ' more' : ''), 'state ' + severity);
  };
  """#

/// What comes in, and where one is on the page.
let scriptStart = #"""
  const load = async (feed) => {
    const [events, values] = await Promise.all(['events?since=0', 'values'].map(async (what) => {
      const answer = await fetch('/api/feeds/' + feed.number + '/' + what);
      if (!answer.ok) throw new Error(answer.statusText);
      return answer.json();
    }));
    for (const entry of events.events) takeEvent(feed, entry);
    feed.scores = new Map(Object.entries(values.scores));
    feed.shots = new Map(values.shots.map((shot) => [shot.shot, shot]));
    if (feed === shown) showEvents();
  };

  let started = null;
  const takePulse = (pulse) => {
    // another run of the program knows nothing of what is shown
    if (started !== null && started !== pulse.started) return location.reload();
    started = pulse.started;
    for (const status of pulse.feeds) {
      let feed = feeds.get(status.feed);
      if (!feed) {
        feed = { number: status.feed, events: new Map(), scores: new Map(), shots: new Map() };
        feeds.set(status.feed, feed);
      }
      feed.status = status;
      // how bad an event is rises while it lasts
      for (const { id, severity } of status.open) {
        const entry = feed.events.get(id);
        if (entry) entry.event.severity = severity;
      }
      feed.heard = performance.now();
    }
    const all = [...feeds.values()];
    const open = all.flatMap((feed) => feed.status.open);
    say($('summary'), (all.length > 1 ? all.length + ' feeds, ' : '') +
      (open.length === 0 ? 'no open event' : open.length === 1 ? '1 open event' : open.length + ' open events'));
    const worst = worstOf(open.filter((event) => !event.muted));
    document.title = (worst ? shapes[worst.severity] + ' ' + worst.fault + ' \u2013 ' : '') + 'uncanny';
    if (!routed) route();
    render();
  };

  const render = () => {
    for (const feed of feeds.values()) if (feeds.size > 1) showTile(feed);
    if (!shown) return;
    showFeed();
    showEvents();
    describeTimeline(shown);
    drawTimeline(shown);
  };

  let routed = false;
  const route = () => {
    if (feeds.size === 0) return;
    routed = true;
    const number = feeds.size === 1 ? feeds.keys().next().value : Number((location.hash.match(/^#feed-(\d+)$/) || [])[1]);
    const next = location.hash === '#events' ? shown || feeds.values().next().value : feeds.get(number) || null;
    $('wall').hidden = next !== null;
    $('feed').hidden = next === null;
    $('home').textContent = feeds.size > 1 && next ? '\u2190 all feeds' : 'uncanny';
    if (next === shown) return;
    shown = next;
    $('list').replaceChildren();
    showPicture();
    render();
  };
  addEventListener('hashchange', route);
  addEventListener('keydown', (event) => { if (event.key === 'Escape' && feeds.size > 1) location.hash = '#wall'; });
  addEventListener('resize', () => { if (shown) drawTimeline(shown); });

  const listen = () => {
    const stream = new EventSource('/api/events/stream');
    const on = (name, take) => stream.addEventListener(name, (message) => {
      const told = JSON.parse(message.data);
      const feed = feeds.get(told.feed);
      if (name === 'pulse' || feed) take(told, feed);
    });
    let isFresh = false;
    stream.addEventListener('open', () => {
      isFresh = true;
      say($('link'), 'connected', '');
    });
    stream.addEventListener('error', () => {
      say($('link'), 'the connection to uncanny is lost; trying again', 'lost');
      if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 3000);
    });
    on('pulse', (pulse) => {
      takePulse(pulse);
      if (!isFresh) return;
      isFresh = false;
      for (const feed of feeds.values()) load(feed).catch(() => { isFresh = true; });
      showPicture();
    });
    on('event', (entry, feed) => {
      takeEvent(feed, entry);
      if (feed === shown) showEvents();
    });
    on('shot', (shot, feed) => {
      feed.shots.set(shot.shot, shot);
      if (feed.shots.size > 240) feed.shots.delete(feed.shots.keys().next().value);
    });
    on('values', ({ second, scores }, feed) => {
      for (const [detector, score] of Object.entries(scores)) {
        const points = feed.scores.get(detector) || [];
        points.push([second, score]);
        while (points.length > 0 && points[0][0] < second - reach - 5) points.shift();
        feed.scores.set(detector, points);
      }
    });
  };
  listen();
  setInterval(() => { if (shown && !calm.matches && !document.hidden) drawTimeline(shown); }, 200);
  """#
