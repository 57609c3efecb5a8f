/// What the page does: it listens to the stream of events and shows one feed, or a wall of all.
///
/// What comes from outside is put in as text only.
let liveScript = [scriptCore, scriptFeed, scriptEvents, scriptTimeline, scriptWall, scriptSettings, scriptStart].joined(
  separator: "\n")

/// What all parts use: the feeds, words, elements.
private let scriptCore = #"""
  'use strict';
  const $ = (id) => document.getElementById(id);
  const ranks = ['info', 'warning', 'error', 'critical'];
  const shapes = { info: '\u25CF', warning: '\u25B2', error: '\u25A0', critical: '\u25C6' };
  const feeds = new Map();
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let shown = null;

  const make = (name, className, ...content) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };
  // only what is different is touched, so that a screen reader is not told the same again
  const say = (element, text, className) => {
    if (element.textContent !== text) element.textContent = text;
    if (className !== undefined && element.className !== className) element.className = className;
  };
  const two = (number) => String(Math.floor(number)).padStart(2, '0');
  const clock = (seconds) => two(seconds / 3600) + ':' + two(seconds / 60 % 60) + ':' + two(seconds % 60);
  const span = (seconds) => seconds < 10 ? seconds.toFixed(1) + ' s' : seconds < 100 ? Math.round(seconds) + ' s' : clock(seconds);
  const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const worstOf = (events) => events.reduce((worst, event) =>
    !worst || ranks.indexOf(event.severity) > ranks.indexOf(worst.severity) ? event : worst, null);
  // stream time by now: told once a second, and running on in between
  const now = (feed) => feed.status.position + (feed.status.connection === 'ended' ? 0 :
    Math.min(1.5, (performance.now() - feed.heard) / 1000));

  const verdict = (status) => {
    const heard = status.open.filter((event) => !event.muted);
    const worst = worstOf(heard);
    const lost = status.connection === 'away' || status.connection === 'ended' || status.connection === 'waiting';
    if (worst && (!lost || worst.fault.startsWith('stream.')))
      return { text: upper(worst.message), severity: worst.severity, count: heard.length };
    if (status.trouble) return { text: upper(status.trouble), severity: { ended: '', away: 'error' }[status.connection] ?? 'warning', count: 0 };
    if (status.open.length > 0) return { text: 'Muted: ' + worstOf(status.open).message, severity: '', count: status.open.length };
    return { text: 'Nothing is wrong', severity: 'good', count: 0 };
  };
  """#

/// One feed: sentence, picture, facts, detectors.
private let scriptFeed = #"""
  // of a core
  const percent = (share) => (share * 100).toFixed(1) + ' %';
  const steps = ['nothing', 'learned models', 'models, motion', 'most of the plan'];
  const facts = [
    ['running', (s) => clock(s.elapsed)],
    ['frame rate', (s) => s.rate ? +s.rate.toFixed(2) + ' fps' : '\u2013'],
    ['picture', (s) => s.width ? s.width + '\u00D7' + s.height : '\u2013'],
    ['latency, half of all', (s) => s.latency_ms ? s.latency_ms.p50.toFixed(1) + ' ms' : '\u2013'],
    ['latency, 99 %', (s) => s.latency_ms ? s.latency_ms.p99.toFixed(1) + ' ms' : '\u2013',
      (s) => s.latency_ms && s.rate ? s.latency_ms.p99 > 1000 / s.rate : false],
    ['frames looked at', (s) => s.analyzed.toLocaleString('en')],
    ['dropped', (s) => s.dropped.toLocaleString('en'), (s) => s.dropped > s.received / 1000],
    ['left out', (s) => steps[s.step] || '\u2013', (s) => s.step > 0],
    ['shared work', (s) => s.measuring === undefined ? '\u2013' : percent(s.measuring)],
    ['latest frame', (s) => s.last_frame_age === undefined ? '\u2013' : span(s.last_frame_age) + ' ago', (s) => s.last_frame_age > 2],
    ['came back', (s) => s.returns + (s.returns === 1 ? ' time' : ' times')],
  ];
  for (const [name] of facts) $('facts').append(make('div', '', make('dt', '', name), make('dd')));

  const showFacts = (status) => {
    const cells = $('facts').querySelectorAll('dd');
    facts.forEach(([, text, isBad], index) => say(cells[index], text(status), isBad && isBad(status) ? 'bad' : ''));
  };

  const showDetectors = (status) => {
    const list = $('detectors');
    while (list.children.length > status.detectors.length) list.lastChild.remove();
    status.detectors.forEach((detector, index) => {
      let item = list.children[index];
      if (!item) {
        item = make('li', '', make('span', '', make('b'), ' ', make('span', 'quiet')), make('span', 'score'),
          make('span', 'why'), make('div', 'meter', make('i')));
        list.append(item);
      }
      const [name, title] = item.firstChild.children;
      say(name, detector.detector);
      say(title, detector.title);
      say(item.children[1], detector.state === 'on' ? detector.score.toFixed(2) : detector.state);
      const cost = detector.cost ? percent(detector.cost) + ' of a core' : '';
      say(item.children[2], [detector.why, cost].filter(Boolean).join(', '));
      item.children[3].hidden = detector.state !== 'on';
      item.children[3].firstChild.style.transform = 'scaleX(' + (detector.score || 0) + ')';
    });
  };

  let playing = !calm.matches;
  const picture = $('picture');
  const showPicture = () => {
    if (!shown) return picture.removeAttribute('src');
    const path = '/api/feeds/' + shown.number + '/preview.';
    picture.src = playing ? path + 'mjpeg' : path + 'jpg?at=' + Date.now();
    say($('pause'), playing ? 'Pause the picture' : 'Play the picture');
  };
  $('pause').addEventListener('click', () => {
    playing = !playing;
    showPicture();
  });
  // a stream that broke off is asked for again
  picture.addEventListener('error', () => setTimeout(() => { if (shown) showPicture(); }, 2000));

  const showFeed = () => {
    const { status } = shown;
    const { text, severity, count } = verdict(status);
    say($('source'), status.source);
    say($('connection'), status.connection, 'word ' + status.connection);
    say($('verdict'), count > 1 ? text + ', and ' + (count - 1) + ' more' : text, severity);
    const dark = status.trouble && status.connection !== 'live';
    $('dark').hidden = !dark;
    say($('dark'), dark ? upper(status.trouble) : '');
    picture.alt = 'Live picture of ' + status.source;
    showFacts(status);
    showDetectors(status);
    showSettings();
  };
  """#

/// The list of events.
private let scriptEvents = #"""
  const newest = 100;
  const isOpen = (entry) => entry.event.state === 'began' ? 1 : 0;

  const eventItem = (entry) => {
    const item = make('li', '', make('div'), make('div', '', make('p', 'severity'), make('p', 'what'), make('p', 'quiet')));
    item.dataset.id = entry.event.id;
    return item;
  };

  const fillEvent = (item, entry) => {
    const { event } = entry;
    const lasts = event.state === 'began';
    item.className = 'event ' + event.severity + (lasts ? ' open' : '');
    const [view, words] = item.children;
    if (entry.picture && view.dataset.picture !== entry.picture) {
      view.dataset.picture = entry.picture;
      const image = make('img');
      image.src = entry.picture;
      image.alt = 'The picture when ' + event.fault + ' was known';
      view.replaceChildren(image);
    } else if (!view.firstChild) {
      view.append(make('div', 'blank', 'no picture'));
    }
    const length = (lasts ? now(shown) : event.end) - event.start;
    const mark = make('i', '', shapes[event.severity]);
    mark.ariaHidden = 'true';
    words.children[0].replaceChildren(mark, ' ' + upper(event.severity) + ' ',
      make('span', '', lasts ? 'open for ' + span(Math.max(0, length)) : 'ended, lasted ' + span(length)));
    say(words.children[1], upper(event.message));
    const day = event.emitted ? new Date(event.emitted).toLocaleTimeString('en-GB') : '';
    say(words.children[2], clock(event.start) + ' of the feed, ' + event.fault + (day && lasts ? ', told at ' + day : ''));
  };

  const showEvents = () => {
    const least = Number($('from').value);
    const entries = [...shown.events.values()].filter((entry) => ranks.indexOf(entry.event.severity) >= least)
      .sort((a, b) => isOpen(b) - isOpen(a) || b.event.start - a.event.start || b.revision - a.revision).slice(0, newest);
    const list = $('list');
    const items = new Map([...list.children].map((item) => [item.dataset.id, item]));
    entries.forEach((entry, index) => {
      const item = items.get(entry.event.id) || eventItem(entry);
      if (!items.delete(entry.event.id) || item.dataset.revision !== String(entry.revision) || entry.event.state === 'began')
        fillEvent(item, entry);
      item.dataset.revision = entry.revision;
      if (list.children[index] !== item) list.insertBefore(item, list.children[index] || null);
    });
    for (const item of items.values()) item.remove();
    $('none').hidden = entries.length > 0;
  };
  $('from').addEventListener('change', () => { if (shown) showEvents(); });

  const takeEvent = (feed, entry) => {
    const known = feed.events.get(entry.event.id);
    if (known && known.revision > entry.revision) return;
    feed.events.set(entry.event.id, entry);
    if (feed.events.size > 300) feed.events.delete(feed.events.keys().next().value);
    if (!known && ranks.indexOf(entry.event.severity) > 0)
      $('news').textContent = upper(entry.event.severity) + ': ' + entry.event.message;
  };
  """#
