/// The timeline: shots, events by family, and the curves of the scores that rose most, drawn on a canvas.
let scriptTimeline = #"""
  const reach = 120;
  const families = ['signal', 'continuity', 'origin', 'audio', 'stream'];
  const dashes = [[], [7, 4], [2, 3], [10, 3, 2, 3], [4, 2]];
  const canvas = $('lanes');

  const drawMark = (pen, severity, x, y, r) => {
    pen.beginPath();
    if (severity === 'info') pen.arc(x, y, r * 0.9, 0, 7);
    else if (severity === 'error') pen.rect(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7);
    else if (severity === 'warning') { pen.moveTo(x, y - r); pen.lineTo(x + r, y + r * 0.8); pen.lineTo(x - r, y + r * 0.8); }
    else { pen.moveTo(x, y - r * 1.15); pen.lineTo(x + r * 1.15, y); pen.lineTo(x, y + r * 1.15); pen.lineTo(x - r * 1.15, y); }
    pen.closePath();
    pen.fill();
  };

  // the detectors whose scores rose most, the worst first
  const risen = (feed, since) => [...feed.scores].map(([detector, points]) => {
    const recent = points.filter((point) => point[0] >= since - 1);
    return { detector, recent, most: Math.max(0, ...recent.map((point) => point[1])) };
  }).filter((curve) => curve.most >= 0.05).sort((a, b) => b.most - a.most).slice(0, dashes.length);

  const drawTimeline = (feed) => {
    const box = canvas.getBoundingClientRect();
    const ratio = devicePixelRatio || 1;
    const [width, height] = [Math.round(box.width * ratio), Math.round(box.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    const pen = canvas.getContext('2d');
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, box.width, box.height);
    const style = getComputedStyle(canvas);
    const color = (name) => style.getPropertyValue('--' + name).trim();
    const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
    pen.font = size * 0.82 + 'px ' + style.fontFamily;
    pen.textBaseline = 'middle';
    const end = now(feed);
    const gutter = size * 5.4;
    const across = (time) => gutter + (box.width - gutter) * (time - end + reach) / reach;
    const clip = (time) => Math.min(box.width, Math.max(gutter, across(time)));

    // the ruler
    const top = size * 1.5;
    pen.fillStyle = color('quiet');
    pen.textAlign = 'right';
    const step = box.width > 700 ? 15 : 30;
    for (let ago = 0; ago < reach; ago += step) {
      const x = across(end - ago);
      pen.globalAlpha = 1;
      pen.fillText(ago === 0 ? 'now' : '-' + ago + ' s', x - 2, top / 2);
      pen.globalAlpha = 0.25;
      pen.fillRect(x - 1, top, 1, box.height - top);
    }
    pen.globalAlpha = 1;
    pen.textAlign = 'left';
    const lane = Math.min(size * 2, (box.height - top) * 0.62 / (families.length + 1));
    const name = (text, y) => { pen.fillStyle = color('text'); pen.fillText(text, 0, y + lane / 2); };
    const line = (y) => { pen.fillStyle = color('rule'); pen.fillRect(0, Math.round(y), box.width, 1); };

    name('shots', top);
    line(top);
    for (const shot of feed.shots.values()) {
      const [left, right] = [clip(shot.start), clip(shot.end === undefined ? end : shot.end)];
      if (right - left < 1) continue;
      pen.fillStyle = color(shot.shot % 2 ? 'hush' : 'band');
      pen.fillRect(left, top + 4, right - left - 1, lane - 7);
      pen.fillStyle = color('text');
      if (right - left > size * 2) pen.fillText(shot.shot + 1, left + 5, top + lane / 2);
    }

    families.forEach((family, index) => {
      const y = top + lane * (index + 1);
      line(y);
      name(family, y);
      const rows = [];
      const events = [...feed.events.values()].map((entry) => entry.event)
        .filter((event) => event.family === family && (event.end === undefined || event.end > end - reach))
        .sort((a, b) => a.start - b.start);
      for (const event of events) {
        const [left, right] = [clip(event.start), clip(event.end === undefined ? end : event.end)];
        let row = rows.findIndex((taken) => taken <= left);
        if (row < 0) row = rows.length < 3 ? rows.length : 2;
        rows[row] = right + 2;
        const thick = (lane - 6) / 3;
        const middle = y + 4 + thick * row + thick / 2;
        pen.fillStyle = color(event.severity + '-mark');
        pen.fillRect(left, middle - thick * 0.28, Math.max(2, right - left), thick * 0.56);
        drawMark(pen, event.severity, left + 4, middle, Math.max(4, thick * 0.55));
      }
    });

    const floor = box.height - 4;
    const ceiling = top + lane * (families.length + 1) + 6;
    line(ceiling - 6);
    name('scores', ceiling - 4);
    pen.fillStyle = color('quiet');
    pen.textAlign = 'right';
    pen.fillText('1', gutter - 6, ceiling + size * 0.4);
    pen.fillText('0', gutter - 6, floor - size * 0.3);
    line(floor);
    const curves = risen(feed, end - reach);
    curves.forEach((curve, index) => {
      pen.beginPath();
      let last = null;
      for (const [second, score] of curve.recent) {
        const [x, y] = [Math.max(gutter, across(second + 0.5)), floor - (floor - ceiling) * score];
        if (last === null || second - last > 2) pen.moveTo(x, y);
        else pen.lineTo(x, y);
        last = second;
      }
      pen.setLineDash(dashes[index]);
      pen.strokeStyle = color('curve-' + (index + 1));
      pen.lineWidth = 2;
      pen.stroke();
    });
    pen.setLineDash([]);
    showLegend(curves);
  };

  const showLegend = (curves) => {
    const text = curves.map((curve) => curve.detector + ' ' + curve.recent.at(-1)[1].toFixed(2)).join(' ');
    if ($('legend').dataset.text === text) return;
    $('legend').dataset.text = text;
    $('legend').replaceChildren(...curves.map((curve, index) => {
      const swatch = make('i');
      swatch.style.borderTopColor = 'var(--curve-' + (index + 1) + ')';
      swatch.style.borderTopStyle = ['solid', 'dashed', 'dotted', 'double', 'dashed'][index];
      return make('li', '', swatch, curve.detector + ' ' + curve.recent.at(-1)[1].toFixed(2));
    }));
    if (curves.length === 0) $('legend').append(make('li', 'quiet', 'no score above 0.05'));
  };

  const describeTimeline = (feed) => {
    const recent = [...feed.events.values()].filter((entry) =>
      entry.event.end === undefined || entry.event.end > now(feed) - reach).length;
    canvas.setAttribute('aria-label', 'Timeline of the last two minutes: ' + feed.shots.size + ' shots known, ' +
      recent + (recent === 1 ? ' event' : ' events') + '. The list of events says the same in words.');
  };
  """#
