/// What can be changed of a feed: which detectors run and how, and what is muted.
let scriptSettings = #"""
  // what the form shows: how the feed is set, as it was read; whether something of it was changed here, and is being sent
  let settings = null;
  let isChanged = false;
  let isSending = false;
  const who = $('who');
  try { who.value = localStorage.getItem('uncanny.who') || ''; } catch { /* nothing is kept here */ }
  who.addEventListener('change', () => { try { localStorage.setItem('uncanny.who', who.value); } catch { /* nor here */ } });
  const answer = (text, className) => say($('answer'), text, className || '');

  // asks for a change; what is set then, or null where it was not made
  const wish = async (feed, method, path, body) => {
    const by = who.value.trim();
    const response = await fetch('/api/feeds/' + feed.number + path + (body || !by ? '' : '?by=' + encodeURIComponent(by)), {
      method, headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body && JSON.stringify(by ? { ...body, by } : body),
    }).catch(() => null);
    const told = response && await response.json().catch(() => null);
    if (response && response.ok && told) return told;
    if (feed === shown) answer(upper((told && told.error) || 'it could not be done'), 'error');
    return null;
  };

  const button = (text, of, press) => {
    const made = make('button', '', text, make('span', 'unseen', ' ' + of));
    made.type = 'button';
    made.addEventListener('click', press);
    return made;
  };

  const mute = async (fault) => {
    const feed = shown;
    const minutes = Number($('length').value);
    const told = await wish(feed, 'PUT', '/mutes/' + encodeURIComponent(fault), minutes ? { minutes } : {});
    if (!told || feed !== shown) return;
    takeSettings(told);
    answer(fault === 'all' ? 'All of this feed is muted' : upper(fault) + ' is muted');
  };
  $('mute-all').addEventListener('click', () => mute('all'));

  const unmute = async (fault) => {
    const feed = shown;
    const told = await wish(feed, 'DELETE', '/mutes/' + encodeURIComponent(fault));
    if (!told || feed !== shown) return;
    takeSettings(told);
    answer(upper(fault) + ' is heard again');
    ($('muted').querySelector('button') || $('mute-all')).focus();
  };

  const mutedItem = (muted) => {
    const until = new Date(muted.until * 1000);
    const time = { hour: '2-digit', minute: '2-digit' };
    const day = until.toDateString() === new Date().toDateString() ? {} : { day: 'numeric', month: 'short' };
    const end = muted.until ? 'until ' + until.toLocaleString('en-GB', { ...day, ...time }) : 'until it is taken back';
    return make('li', 'row', make('span', '', make('b', '', muted.fault), ' muted ' + end + ' by ' + muted.by),
      button('Unmute', muted.fault, () => unmute(muted.fault)));
  };

  const showMuted = (muted) => {
    const text = JSON.stringify(muted);
    if ($('muted').dataset.text === text) return;
    $('muted').dataset.text = text;
    $('muted').replaceChildren(...muted.map(mutedItem));
  };

  const choice = (detector) => {
    const on = make('input', 'on');
    Object.assign(on, { type: 'checkbox', name: 'on', checked: detector.on });
    const numbers = detector.parameters.map((parameter) => {
      const input = make('input', 'number');
      Object.assign(input, { type: 'number', name: parameter.name, min: parameter.least, max: parameter.most, step: 'any', value: parameter.value });
      input.dataset.initial = parameter.initial;
      return make('label', '', make('span', '', parameter.name + (parameter.unit ? ' (' + parameter.unit + ')' : '')), input,
        make('span', 'quiet', parameter.blurb + '; ' + parameter.least + ' to ' + parameter.most + ', usually ' + parameter.initial));
    });
    const item = make('li', '', make('div', 'row',
      make('label', '', on, ' ', make('b', '', detector.detector), ' ', make('span', 'quiet', detector.title)),
      button('Mute', detector.detector, () => mute(detector.detector))),
      make('details', '', make('summary', '', 'Settings of ' + detector.detector), ...numbers));
    item.dataset.detector = detector.detector;
    return item;
  };

  // makes the form anew; what was open in it stays open, and the focus stays where it is
  const showChoices = () => {
    const open = new Set([...$('choices').querySelectorAll('details[open]')].map((details) => details.parentNode.dataset.detector));
    const focus = $('choices').contains(document.activeElement) && document.activeElement;
    const place = focus && [focus.closest('li').dataset.detector, focus.name ? '[name="' + focus.name + '"]' : focus.localName];
    $('choices').replaceChildren(...settings.detectors.map(choice));
    for (const item of $('choices').children) {
      item.querySelector('details').open = open.has(item.dataset.detector);
      if (place && item.dataset.detector === place[0]) item.querySelector(place[1])?.focus();
    }
    say($('plan'), settings.plan);
  };

  const takeSettings = (told) => {
    showMuted(told.muted);
    // what was changed here was changed of what the form was made of
    if (isChanged) return;
    const isSame = settings && JSON.stringify(settings.detectors) === JSON.stringify(told.detectors);
    settings = told;
    if (!isSame) showChoices();
  };

  const readSettings = async () => {
    const feed = shown;
    const response = await fetch('/api/feeds/' + feed.number + '/settings').catch(() => null);
    const told = response && response.ok && await response.json().catch(() => null);
    if (told && feed === shown) takeSettings(told);
  };

  // read when they are opened, and when somebody has changed them
  const showSettings = () => {
    if (settings && settings.feed !== shown.number) {
      settings = null;
      isChanged = false;
      $('choices').replaceChildren();
      answer('');
    }
    if (!$('settings').open) return;
    showMuted(shown.status.muted);
    if (!isChanged && !isSending && (!settings || settings.revision !== shown.status.settings)) readSettings();
  };
  $('settings').addEventListener('toggle', () => { if (shown) showSettings(); });
  $('choices').addEventListener('input', () => { isChanged = true; });

  const plan = () => ['none', ...[...$('choices').children].filter((item) => item.querySelector('.on').checked).map((item) => {
    const own = settings.detectors.find((detector) => detector.detector === item.dataset.detector);
    const numbers = [...item.querySelectorAll('.number')].filter((input) => Number(input.value) !== Number(input.dataset.initial))
      .map((input) => input.name + '=' + input.value);
    return [own.detector, ...numbers, ...Object.entries(own.texts).map(([name, text]) => name + '=' + text)].join(':');
  })].join(',');

  $('apply').addEventListener('click', async () => {
    if (isSending) return;
    if (!isChanged) return answer('Nothing is changed');
    const wrong = $('choices').querySelector('.number:invalid');
    if (wrong) {
      wrong.closest('details').open = true;
      return wrong.reportValidity();
    }
    const feed = shown;
    isSending = true;
    isChanged = false;
    const told = await wish(feed, 'PUT', '/plan', { plan: plan(), revision: settings.revision });
    isSending = false;
    if (feed !== shown) return;
    if (!told) return isChanged = true;
    // what was changed meanwhile is kept, as a change of what is in force now
    if (isChanged) settings = told;
    else takeSettings(told);
    answer('The plan is in force');
  });
  $('undo').addEventListener('click', () => {
    if (!settings || isSending) return;
    isChanged = false;
    showChoices();
    answer('');
    readSettings();
  });
  """#
