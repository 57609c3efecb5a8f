/// What can be changed of a feed: which detectors run and how, and what is muted.
let scriptSettings = #"""
  // how the feed that is shown is set, as it was read last; what of it was changed here and is not applied yet
  let settings = null;
  let isChanged = false;
  const who = $('who');
  try { who.value = localStorage.getItem('uncanny.who') || ''; } catch { /* nothing is kept here */ }
  who.addEventListener('change', () => { try { localStorage.setItem('uncanny.who', who.value); } catch { /* nor here */ } });

  const wish = async (method, path, body) => {
    const number = shown.number;
    const by = who.value.trim();
    const answer = await fetch('/api/feeds/' + number + path + (body || !by ? '' : '?by=' + encodeURIComponent(by)), {
      method, headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body && JSON.stringify(by ? { ...body, by } : body),
    }).catch(() => null);
    const told = answer && await answer.json().catch(() => null);
    if (answer && answer.ok && told) {
      if (shown && shown.number === number) takeSettings(told);
      return true;
    }
    say($('answer'), upper((told && told.error) || 'it could not be done'), 'error');
    return false;
  };

  const planOf = () => ['none', ...[...$('choices').children].filter((item) => item.querySelector('.on').checked).map((item) => {
    const own = settings.detectors.find((detector) => detector.detector === item.dataset.detector);
    const numbers = [...item.querySelectorAll('.number')].filter((input) => Number(input.value) !== Number(input.dataset.initial))
      .map((input) => input.name + '=' + input.value);
    return [own.detector, ...numbers, ...Object.entries(own.texts).map(([name, text]) => name + '=' + text)].join(':');
  })].join(',');

  const choice = (detector) => {
    const on = make('input', 'on');
    on.type = 'checkbox';
    on.checked = detector.on;
    const numbers = detector.parameters.map((parameter) => {
      const input = make('input', 'number');
      Object.assign(input, { type: 'number', name: parameter.name, min: parameter.least, max: parameter.most, step: 'any', value: parameter.value });
      input.dataset.initial = parameter.initial;
      return make('label', '', make('span', '', parameter.name + (parameter.unit ? ' (' + parameter.unit + ')' : '')), input,
        make('span', 'quiet', parameter.blurb + '; ' + parameter.least + ' to ' + parameter.most + ', usually ' + parameter.initial));
    });
    const item = make('li', '', make('div', 'row', make('label', '', on, ' ', make('b', '', detector.detector), ' ', make('span', 'quiet', detector.title)), muteButton(detector.detector)),
      make('details', '', make('summary', '', 'Settings of ' + detector.detector), ...numbers));
    item.dataset.detector = detector.detector;
    return item;
  };

  const muteButton = (fault) => {
    const button = make('button', '', 'Mute', make('span', 'unseen', ' ' + fault));
    button.type = 'button';
    button.addEventListener('click', async () => {
      const minutes = Number($('length').value);
      if (await wish('PUT', '/mutes/' + encodeURIComponent(fault), minutes ? { minutes } : {})) say($('answer'), upper(fault) + ' is muted', '');
    });
    return button;
  };

  const mutedItem = (muted) => {
    const until = muted.until ? 'until ' + new Date(muted.until * 1000).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' }) : 'until it is taken back';
    const button = make('button', '', 'Unmute', make('span', 'unseen', ' ' + muted.fault));
    button.type = 'button';
    button.addEventListener('click', async () => {
      if (await wish('DELETE', '/mutes/' + encodeURIComponent(muted.fault))) say($('answer'), upper(muted.fault) + ' is heard again', '');
    });
    return make('li', 'row', make('span', '', make('b', '', muted.fault), ' muted ' + until + ' by ' + muted.by), button);
  };

  const showMuted = (muted) => {
    const text = JSON.stringify(muted);
    if ($('muted').dataset.text === text) return;
    $('muted').dataset.text = text;
    $('muted').replaceChildren(...muted.map(mutedItem));
  };

  const change = (isIt) => {
    isChanged = isIt;
    $('apply').disabled = $('undo').disabled = !isIt;
  };

  const takeSettings = (told) => {
    settings = told;
    showMuted(told.muted);
    say($('plan'), told.plan);
    if (isChanged) return;
    const open = new Set([...$('choices').querySelectorAll('details[open]')].map((details) => details.parentNode.dataset.detector));
    $('choices').replaceChildren(...told.detectors.map(choice));
    for (const item of $('choices').children) item.querySelector('details').open = open.has(item.dataset.detector);
  };

  const readSettings = async () => {
    const number = shown.number;
    const answer = await fetch('/api/feeds/' + number + '/settings').catch(() => null);
    const told = answer && answer.ok && await answer.json().catch(() => null);
    if (told && shown && shown.number === number) takeSettings(told);
  };

  // read when they are opened, and when somebody has changed them
  const showSettings = () => {
    if (!$('settings').open) return;
    showMuted(shown.status.muted);
    const isOther = !settings || settings.feed !== shown.number;
    if (isOther) change(false);
    if (isOther || (settings.revision !== shown.status.settings && !isChanged)) readSettings();
  };
  $('settings').addEventListener('toggle', () => { if (shown) showSettings(); });
  $('choices').addEventListener('input', () => change(true));
  $('apply').addEventListener('click', async () => {
    const wrong = $('choices').querySelector('.number:invalid');
    if (wrong) {
      wrong.closest('details').open = true;
      return wrong.reportValidity();
    }
    const before = settings.revision;
    change(false);
    if (await wish('PUT', '/plan', { plan: planOf(), revision: before })) return say($('answer'), 'The plan is in force', '');
    change(true);
  });
  $('undo').addEventListener('click', () => {
    change(false);
    say($('answer'), '', '');
    readSettings();
  });
  $('mute-all').addEventListener('click', async () => {
    const minutes = Number($('length').value);
    if (await wish('PUT', '/mutes/all', minutes ? { minutes } : {})) say($('answer'), 'All of this feed is muted', '');
  });
  """#
