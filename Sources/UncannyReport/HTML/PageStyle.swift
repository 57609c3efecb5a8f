/// How a page looks, on a screen and on paper. It holds no `<` and no `&`, so it is the same text in HTML and in XML.
///
/// Every pair of text and ground has a contrast of at least 4.5, in both schemes.
let pageStyle: StaticText = """
  :root {
    color-scheme: light dark;
    --ground: #fbfaf7; --panel: #ffffff; --text: #1d1c1a; --quiet: #5e5a53; --rule: #dedad2; --faint: #efece6;
    --link: #1b5a8f; --band: #b9cfe2; --line: #1b5a8f;
    --critical: #9c1150; --error: #ae2012; --warning: #835300; --info: #1f5f8b; --good: #1d6b3c;
    --critical-mark: #c2185b; --error-mark: #d43a2a; --warning-mark: #bd7b00; --info-mark: #4a8bbd;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --ground: #131312; --panel: #1c1c1a; --text: #eceae5; --quiet: #aaa59c; --rule: #383632; --faint: #252422;
      --link: #8fc3ee; --band: #2f4a62; --line: #8fc3ee;
      --critical: #ff8fc0; --error: #ff9184; --warning: #efb94f; --info: #8fc3ee; --good: #86d39d;
      --critical-mark: #f06ba4; --error-mark: #ef6a5a; --warning-mark: #d9a02e; --info-mark: #5b9fd3;
    }
  }
  * { box-sizing: border-box; }
  html { font-size: clamp(15px, 0.36vw + 11.6px, 20px); scroll-padding-top: 3.4rem; }
  body {
    margin: 0; background: var(--ground); color: var(--text); line-height: 1.5;
    font-family: "Inter", "Helvetica Neue", "Segoe UI", "Noto Sans", system-ui, sans-serif;
    font-variant-numeric: tabular-nums; overflow-wrap: anywhere; -webkit-text-size-adjust: 100%;
  }
  main, footer { max-width: 112rem; margin: 0 auto; padding: 0 clamp(1rem, 3.5vw, 4rem); }
  main footer { padding: 0; }
  a { color: var(--link); text-underline-offset: 0.18em; text-decoration-thickness: 1px; }
  :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
  h1, h2, h3, h4, p, dl, dd, figure, ol { margin: 0; }
  ol { padding: 0; list-style: none; }
  h2 {
    margin: 4rem 0 1.25rem; padding-top: 0.9rem; border-top: 1px solid var(--rule); font-size: 1.5rem; font-weight: 600;
    letter-spacing: -0.01em; line-height: 1.2;
  }
  h3 { margin: 2rem 0 0.75rem; font-size: 1.05rem; font-weight: 600; }
  code { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace; font-size: 0.92em; }
  .quiet { color: var(--quiet); max-width: 60rem; }
  .skip { position: absolute; left: -100vw; }
  .skip:focus { left: 1rem; top: 0.5rem; z-index: 3; background: var(--panel); padding: 0.3rem 0.8rem; }
  [hidden] { display: none !important; }

  nav {
    position: sticky; top: 0; z-index: 2; display: flex; gap: 0 1.3rem; overflow-x: auto; white-space: nowrap;
    padding: 0.65rem max(clamp(1rem, 3.5vw, 4rem), (100vw - 104rem) / 2); background: var(--ground);
    border-bottom: 1px solid var(--rule);
    font-size: 0.93rem; scrollbar-width: none;
  }
  nav b { font-weight: 600; letter-spacing: 0.02em; }
  nav a { color: var(--quiet); text-decoration: none; }
  nav a:hover { color: var(--text); text-decoration: underline; }

  .masthead { padding: clamp(2rem, 5vw, 4rem) 0 0; }
  .masthead .name { color: var(--quiet); font-size: 1.05rem; }
  .masthead h1 {
    font-size: clamp(1.9rem, 4.4vw, 3.4rem); line-height: 1.08; font-weight: 650; letter-spacing: -0.025em;
    margin: 0.35rem 0 0.9rem; max-width: 24em; text-wrap: balance;
  }
  .fail h1, .unreadable h1 { color: var(--error); }
  .warn h1 { color: var(--warning); }
  .pass h1 { color: var(--good); }
  .worst, .reservation { font-size: 1.15rem; max-width: 50em; }
  .reservation { border-left: 4px solid var(--warning-mark); padding-left: 0.8rem; margin-bottom: 0.7rem; }
  .media { display: flex; flex-wrap: wrap; gap: 0.9rem 2.4rem; margin-top: 2rem; }
  dt { color: var(--quiet); font-size: 0.86rem; }

  .badge {
    display: inline-block; border: 1px solid currentColor; border-radius: 1em; padding: 0 0.65em; font-size: 0.82rem;
    line-height: 1.55; font-weight: 600; white-space: nowrap;
  }
  .badge.critical, a.critical { color: var(--critical); } .badge.error, a.error { color: var(--error); }
  .badge.warning, a.warning { color: var(--warning); } .badge.info, a.info { color: var(--info); }
  .badge.same { color: var(--good); } .badge.other { color: var(--error); } .badge.open { color: var(--quiet); }

  .tools {
    display: flex; flex-wrap: wrap; gap: 0.4rem 1.1rem; align-items: center; border: 0; padding: 0;
    margin: 0 0 1rem;
  }
  .tools legend { float: left; margin-right: 1.1rem; color: var(--quiet); padding: 0; }
  .tools input { accent-color: var(--link); width: 1.05em; height: 1.05em; vertical-align: -0.12em; margin: 0; }
  .tools button {
    font: inherit; font-size: 0.93rem; color: var(--text); background: var(--panel); border: 1px solid var(--quiet);
    border-radius: 0.35rem; padding: 0.2rem 0.8rem; cursor: pointer; min-height: 2rem;
  }
  .tools button:hover { background: var(--faint); }
  .tools button:disabled { opacity: 0.45; cursor: default; }

  .event {
    display: grid; gap: 1rem 2rem; padding: 1.2rem 0 1.4rem; border-top: 1px solid var(--rule);
    break-inside: avoid;
  }
  h3 + .event { border-top: 0; padding-top: 0.2rem; }
  .event:target, .shot:target { background: var(--faint); box-shadow: 0 0 0 0.8rem var(--faint); border-radius: 1px; }
  .event h4 { font-size: 1.18rem; font-weight: 600; line-height: 1.3; text-wrap: pretty; }
  .place, .facts { display: flex; flex-wrap: wrap; gap: 0.15rem 0.95rem; align-items: baseline; margin-top: 0.45rem; }
  .place .time { font-weight: 600; }
  .facts { color: var(--quiet); font-size: 0.93rem; }
  .evidence { display: flex; flex-wrap: wrap; gap: 0.3rem 1.5rem; margin-top: 0.7rem; font-size: 0.93rem; }
  .course { margin-top: 0.8rem; max-width: 26rem; }
  .course figcaption, .view figcaption { color: var(--quiet); font-size: 0.86rem; margin-top: 0.25rem; }
  .course svg { display: block; }
  .pairs { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0 1rem; max-width: 26rem; }
  .views {
    display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); gap: 0.8rem;
    align-items: start;
  }
  .view figcaption b { font-weight: 600; color: var(--text); }
  .frame { position: relative; line-height: 0; background: #000; }
  .frame img { width: 100%; height: auto; }
  .boxes { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; }
  .boxes rect { fill: none; vector-effect: non-scaling-stroke; }
  .halo { stroke: #000; stroke-width: 5px; stroke-opacity: 0.65; }
  .box { stroke: #fff; stroke-width: 2.5px; }
  .critical .box { stroke: #ff6fb1; } .error .box { stroke: #ff7a6b; }
  .warning .box { stroke: #ffc24a; } .info .box { stroke: #7cc4ff; }
  @media (min-width: 62rem) {
    .event { grid-template-columns: minmax(20rem, 2fr) 5fr; }
    .views { grid-template-columns: repeat(3, 1fr); }
  }

  .strip {
    display: grid; grid-template-columns: repeat(auto-fill, minmax(min(46%, 10.5rem), 1fr)); gap: 1.3rem 0.9rem;
  }
  .strip.dense { grid-template-columns: repeat(auto-fill, minmax(min(30%, 7.6rem), 1fr)); gap: 1rem 0.6rem; }
  .strip li {
    border-top: 3px solid var(--rule); padding-top: 0.35rem; break-inside: avoid; font-size: 0.88rem;
    line-height: 1.4;
  }
  .strip .critical { border-color: var(--critical-mark); } .strip .error { border-color: var(--error-mark); }
  .strip .warning { border-color: var(--warning-mark); } .strip .info { border-color: var(--info-mark); }
  .strip a { border: 0; }
  .strip img { width: 100%; height: auto; display: block; background: #000; }
  .strip p { margin-top: 0.3rem; }
  .strip span { display: block; color: var(--quiet); }
  .blank {
    display: grid; place-items: center; min-height: 5rem; background: var(--faint); color: var(--quiet);
    font-size: 0.86rem;
  }

  .scroll { overflow-x: auto; border: 1px solid var(--rule); background: var(--panel); padding: 0.6rem 0; }
  .track { position: relative; min-width: 100%; width: 100%; padding: 0 0.9rem; }
  .track[data-zoom="2"] { width: 200%; } .track[data-zoom="4"] { width: 400%; } .track[data-zoom="8"] { width: 800%; }
  .track[data-zoom="16"] { width: 1600%; } .track[data-zoom="32"] { width: 3200%; }
  .track svg { display: block; overflow: visible; }
  .ruler text, .plot text { font-size: max(11px, 0.72rem); fill: var(--quiet); }
  .ruler line { stroke: var(--quiet); stroke-width: 1; }
  .ruler g { display: none; }
  .ruler .r0, [data-rank="1"] .r1, [data-rank="2"] .r1, [data-rank="2"] .r2, [data-rank="3"] .r1, [data-rank="3"] .r2,
  [data-rank="3"] .r3, [data-rank="4"] .r1, [data-rank="4"] .r2, [data-rank="4"] .r3,
  [data-rank="4"] .r4 { display: inline; }
  .lane { border-top: 1px solid var(--rule); padding: 0.25rem 0 0.5rem; break-inside: avoid; }
  .lane-name { position: sticky; left: 0.9rem; width: max-content; max-width: calc(100vw - 5rem); font-size: 0.84rem; }
  .lane-name b { font-weight: 600; }
  .lane-name span { color: var(--quiet); }
  .plot rect.shot { fill: var(--band); } .plot rect.odd { fill: var(--faint); stroke: var(--band); stroke-width: 1; }
  .plot text { fill: var(--text); font-weight: 600; }
  .mark { stroke-width: 3; stroke-linejoin: round; paint-order: stroke; }
  .mark.critical { fill: var(--critical-mark); stroke: var(--critical-mark); }
  .mark.error { fill: var(--error-mark); stroke: var(--error-mark); }
  .mark.warning { fill: var(--warning-mark); stroke: var(--warning-mark); }
  .mark.info { fill: var(--info-mark); stroke: var(--info-mark); }
  .plot a:hover rect, .plot a:focus-visible rect { stroke: var(--text); }
  .curve { overflow: hidden; }
  .curve path { fill: none; vector-effect: non-scaling-stroke; }
  .curve .band { fill: var(--band); opacity: 0.75; }
  .curve .line { stroke: var(--line); stroke-width: 1.4; stroke-linejoin: round; }
  .curve .step { stroke: var(--line); stroke-width: 3; }
  .curve .boundary { stroke: var(--rule); stroke-width: 1; }
  .curve .limit { stroke: var(--quiet); stroke-width: 1; stroke-dasharray: 4 4; }
  .curve .stretch { fill: var(--rule); }
  .cursor { position: absolute; top: 0; bottom: 0; width: 1px; background: var(--text); pointer-events: none; }
  .cursor::after {
    content: attr(data-time); position: absolute; top: var(--y); left: 0.5rem; padding: 0 0.4rem; font-size: 0.84rem;
    background: var(--panel); border: 1px solid var(--rule); border-radius: 0.25rem; white-space: nowrap;
  }
  .cursor[data-side="left"]::after { left: auto; right: 0.5rem; }

  .sheet {
    display: grid; grid-template-columns: repeat(auto-fill, minmax(min(46%, 13rem), 1fr)); gap: 1rem 0.9rem;
    margin-top: 0.9rem; align-items: end;
  }
  .appearance { break-inside: avoid; font-size: 0.9rem; line-height: 1.45; align-self: start; }
  .crop {
    height: 9rem; display: grid; place-items: center; background: var(--faint);
    border-bottom: 4px solid var(--rule);
  }
  .same .crop { border-color: var(--good); } .other .crop { border-color: var(--error-mark); }
  .crop img { max-width: 100%; max-height: 100%; min-height: 0; object-fit: contain; display: block; }
  .appearance p { display: flex; flex-wrap: wrap; gap: 0.1rem 0.7rem; margin-top: 0.4rem; }
  .appearance .differs { flex-basis: 100%; }

  .undecided { display: grid; gap: 0.9rem; max-width: 70rem; }
  .undecided dt { color: var(--text); font-size: 1rem; font-weight: 600; }
  details { margin-top: 1.6rem; }
  summary { cursor: pointer; color: var(--link); }
  .wide { overflow-x: auto; margin-top: 0.8rem; }
  table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
  th, td {
    text-align: left; vertical-align: top; padding: 0.35rem 1.4rem 0.35rem 0;
    border-bottom: 1px solid var(--rule); overflow-wrap: normal;
  }
  thead th { color: var(--quiet); font-weight: 500; }
  th span { display: block; color: var(--quiet); font-weight: 400; font-size: 0.86rem; }
  tbody th { font-weight: 600; }
  .numbers td { text-align: right; } .numbers thead th + th { text-align: right; }
  .measured span { display: inline-block; margin-right: 1.2em; color: var(--quiet); }
  footer { margin-bottom: 4rem; }
  .about { display: grid; gap: 0.8rem; margin-bottom: 1.5rem; }

  @media print {
    :root {
      color-scheme: light;
      --ground: #fff; --panel: #fff; --text: #000; --quiet: #444; --rule: #bbb; --faint: #f1f1f1; --link: #1b5a8f;
      --band: #b9cfe2;
      --line: #1b5a8f; --critical: #9c1150; --error: #ae2012; --warning: #835300; --info: #1f5f8b; --good: #1d6b3c;
    }
    html { font-size: 9.5pt; }
    body { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    nav, .tools, .skip { display: none; }
    main { padding: 0; max-width: none; }
    .masthead { padding-top: 0; }
    h2, h3 { break-after: avoid; }
    h2 { margin-top: 2rem; }
    a { color: inherit; text-decoration: none; }
    .track { width: 100% !important; }
    .ruler g:not(.r0) { display: none !important; }
    .scroll { border: 0; padding: 0; }
    .track { padding: 0; }
    details { display: none; }
    .views { grid-template-columns: repeat(3, 1fr); }
    .strip { grid-template-columns: repeat(5, 1fr); }
    .sheet { grid-template-columns: repeat(4, 1fr); }
  }
  """
