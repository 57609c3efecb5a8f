/// How the page looks. Its colors are those of the report; every pair of text and ground has a contrast of at least 4.5.
let liveStyle = #"""
  :root {
    color-scheme: light dark;
    --ground: #fbfaf7; --panel: #ffffff; --text: #1d1c1a; --quiet: #5e5a53; --rule: #dedad2; --faint: #efece6;
    --link: #1b5a8f; --band: #b9cfe2; --hush: #efece6;
    --critical: #9c1150; --error: #ae2012; --warning: #835300; --info: #1f5f8b; --good: #1d6b3c;
    --critical-mark: #c2185b; --error-mark: #d43a2a; --warning-mark: #bd7b00; --info-mark: #4a8bbd;
    --curve-1: #1b5a8f; --curve-2: #9c1150; --curve-3: #1d6b3c; --curve-4: #835300; --curve-5: #5b3fa0;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --ground: #131312; --panel: #1c1c1a; --text: #eceae5; --quiet: #aaa59c; --rule: #383632; --faint: #252422;
      --link: #8fc3ee; --band: #2f4a62; --hush: #22262a;
      --critical: #ff8fc0; --error: #ff9184; --warning: #efb94f; --info: #8fc3ee; --good: #86d39d;
      --critical-mark: #f06ba4; --error-mark: #ef6a5a; --warning-mark: #d9a02e; --info-mark: #5b9fd3;
      --curve-1: #8fc3ee; --curve-2: #ff8fc0; --curve-3: #86d39d; --curve-4: #efb94f; --curve-5: #c3b0ff;
    }
  }
  * { box-sizing: border-box; }
  html { font-size: clamp(15px, 0.2vw + 13.4px, 19px); }
  body {
    margin: 0; background: var(--ground); color: var(--text); line-height: 1.45; font-variant-numeric: tabular-nums;
    font-family: "Inter", "Helvetica Neue", "Segoe UI", "Noto Sans", system-ui, sans-serif; overflow-wrap: anywhere;
  }
  h1, h2, p, dl, dd, ul, ol { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  h2 { font-size: 1.1rem; font-weight: 600; }
  a { color: var(--link); }
  :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
  [hidden] { display: none !important; }
  .quiet { color: var(--quiet); font-size: 0.88rem; }
  .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .skip { position: absolute; left: -100vw; }
  .skip:focus { left: 1rem; top: 0.4rem; z-index: 3; background: var(--panel); padding: 0.3rem 0.8rem; }

  header {
    display: flex; flex-wrap: wrap; gap: 0.2rem 1.4rem; align-items: baseline; border-bottom: 1px solid var(--rule);
    padding: 0.6rem clamp(0.9rem, 2.2vw, 2.4rem);
  }
  .brand { font-weight: 650; color: var(--text); text-decoration: none; letter-spacing: 0.01em; }
  #summary { color: var(--quiet); flex: 1 1 12rem; }
  #link { font-size: 0.88rem; color: var(--good); }
  #link.lost { color: var(--error); font-weight: 600; }
  main { padding: 1rem clamp(0.9rem, 2.2vw, 2.4rem) 4rem; }

  #wall { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); }
  .tile a {
    display: block; color: inherit; text-decoration: none; background: var(--panel); border: 4px solid var(--rule);
    border-radius: 4px;
  }
  .tile.info a { border-color: var(--info-mark); } .tile.warning a { border-color: var(--warning-mark); }
  .tile.error a { border-color: var(--error-mark); } .tile.critical a { border-color: var(--critical-mark); }
  .tile .screen { border-radius: 0; }
  .tile div + div { padding: 0.5rem 0.8rem 0.7rem; }
  .tile b { font-weight: 600; }

  .screen { position: relative; background: #000; aspect-ratio: 16 / 9; display: grid; place-items: center; overflow: hidden; }
  .screen img { width: 100%; height: 100%; object-fit: contain; grid-area: 1 / 1; }
  .screen p { grid-area: 1 / 1; color: #eceae5; background: rgb(0 0 0 / 0.72); padding: 0.4rem 0.9rem; font-weight: 600; }

  #feed { display: grid; gap: 1.2rem 2rem; grid-template-columns: minmax(0, 1fr); }
  .heading h1 { font-size: clamp(1.35rem, 2.2vw, 2.1rem); line-height: 1.15; font-weight: 650; letter-spacing: -0.015em; }
  .source { color: var(--quiet); margin-bottom: 0.15rem; }
  .word { font-weight: 600; color: var(--good); }
  .word.waiting { color: var(--quiet); } .word.ended { color: var(--quiet); }
  .word.stalled { color: var(--warning); } .word.away { color: var(--error); }
  h1.critical { color: var(--critical); } h1.error { color: var(--error); }
  h1.warning { color: var(--warning); } h1.info { color: var(--info); } h1.good { color: var(--good); }
  .view { display: grid; gap: 0.7rem; align-content: start; }
  .under { display: flex; flex-wrap: wrap; gap: 0.3rem 1rem; align-items: center; }
  button, select, input {
    font: inherit; font-size: 0.93rem; color: var(--text); background: var(--panel); border: 1px solid var(--quiet);
    border-radius: 0.35rem; padding: 0.25rem 0.8rem; min-height: 2.2rem;
  }
  input[type=checkbox] { min-height: 0; accent-color: var(--link); }
  button { cursor: pointer; white-space: nowrap; flex: none; } button:hover { background: var(--faint); }
  #facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.2rem, 1fr)); gap: 0.5rem 1rem; }
  dt { color: var(--quiet); font-size: 0.85rem; }
  dd { font-size: 1.05rem; font-weight: 600; }
  dd.bad { color: var(--error); }

  .timeline canvas { display: block; width: 100%; height: 20.5rem; margin-top: 0.5rem; }
  #legend { display: flex; flex-wrap: wrap; gap: 0.1rem 1.3rem; font-size: 0.88rem; min-height: 1.4rem; }
  #legend i { display: inline-block; width: 1.6rem; height: 0; border-top: 3px solid; margin-right: 0.4rem; vertical-align: 0.25em; }

  .row { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.4rem 1rem; align-items: baseline; margin-bottom: 0.5rem; }
  .row label { color: var(--quiet); font-size: 0.9rem; }
  #list { border-bottom: 1px solid var(--rule); }
  .event {
    display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: 0.3rem 1rem; padding: 0.7rem 0 0.7rem 0.8rem;
    border-top: 1px solid var(--rule); border-left: 4px solid transparent;
  }
  .event.open { background: var(--faint); border-left-color: currentColor; }
  .event img { width: 100%; aspect-ratio: 16 / 9; object-fit: contain; background: #000; display: block; }
  .event .blank { aspect-ratio: 16 / 9; background: var(--faint); color: var(--quiet); display: grid; place-items: center; font-size: 0.8rem; text-align: center; }
  .event.open .blank { background: var(--panel); }
  .event p { color: var(--text); }
  .event .what { font-weight: 600; line-height: 1.3; margin: 0.1rem 0 0.2rem; }
  .event .severity { color: inherit; font-weight: 600; font-size: 0.9rem; }
  .event .severity span { color: var(--quiet); font-weight: 400; }
  .event .quiet { color: var(--quiet); }
  .critical { color: var(--critical); } .error { color: var(--error); } .warning { color: var(--warning); } .info { color: var(--info); }
  .tile { color: var(--text); }

  #detectors { display: grid; gap: 0 2rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); }
  #detectors li { border-top: 1px solid var(--rule); padding: 0.45rem 0; display: grid; align-content: start; grid-template-columns: minmax(0, 1fr) auto; gap: 0 1rem; }
  #detectors b { font-weight: 600; } #detectors .score { font-weight: 600; text-align: right; }
  #detectors .why { grid-column: 1 / -1; color: var(--quiet); font-size: 0.85rem; }
  .meter { grid-column: 1 / -1; height: 4px; background: var(--faint); margin-top: 0.2rem; }
  .meter i { display: block; height: 100%; background: var(--curve-1); transform-origin: left; width: 100%; }

  #settings { border-top: 1px solid var(--rule); margin-top: 0.6rem; padding: 0.6rem 0; }
  summary { cursor: pointer; font-weight: 600; }
  #settings .row { align-items: center; }
  #settings > .row, #settings > p { margin-top: 0.7rem; }
  #muted li { background: var(--faint); padding: 0.3rem 0.6rem; margin: 0.3rem 0; }
  #choices { display: grid; gap: 0 2rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr)); margin-top: 0.7rem; }
  #choices li { border-top: 1px solid var(--rule); padding: 0.45rem 0; min-width: 0; }
  #choices .row { flex-wrap: nowrap; margin: 0; }
  #choices .row label { color: inherit; font-size: 1rem; }
  #choices summary { font-weight: 400; font-size: 0.88rem; color: var(--quiet); }
  #choices details label { display: grid; grid-template-columns: minmax(0, 1fr) 7rem; gap: 0 0.8rem; align-items: center; padding: 0.3rem 0; }
  #choices details .quiet { grid-column: 1 / -1; }
  code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 0.88em; }

  @media (min-width: 68rem) {
    #feed { grid-template-columns: minmax(0, 5fr) minmax(22rem, 4fr); grid-template-rows: auto auto auto 1fr; }
    .heading { grid-column: 1 / -1; }
    .view, .timeline { grid-column: 1; }
    .events { grid-column: 2; grid-row: 2 / span 2; max-height: 62rem; overflow-y: auto; padding-right: 0.3rem; scrollbar-gutter: stable; }
    .checks { grid-column: 1 / -1; }
  }
  @media (min-width: 118rem) {
    #feed { grid-template-columns: minmax(0, 5fr) minmax(0, 5fr) minmax(26rem, 4fr); }
    .view { grid-column: 1; grid-row: 2; } .timeline { grid-column: 2; grid-row: 2; }
    .events { grid-column: 3; grid-row: 2 / span 2; } .checks { grid-column: 1 / span 2; grid-row: 3; }
    .timeline canvas { height: 26rem; }
  }
  @media (max-width: 30rem) { .event { grid-template-columns: 6rem minmax(0, 1fr); gap: 0.3rem 0.7rem; } }
  @media (forced-colors: active) { .tile a { border-color: CanvasText; } }

  """#
