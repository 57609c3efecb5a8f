/// How the page of a comparison looks. It holds no `<` and no `&`, so it is the same text in HTML and in XML.
///
/// Every pair of text and ground has a contrast of at least 4.5, in both schemes.
let comparisonStyle: StaticText = """
  :root {
    color-scheme: light dark;
    --ground: #fbfaf7; --panel: #ffffff; --text: #1d1c1a; --quiet: #5e5a53; --rule: #dedad2; --link: #1b5a8f;
    --unchanged: #1d6b3c; --changed: #835300; --moved: #6a3fa0; --new: #1b5a8f; --missing: #ae2012;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --ground: #131312; --panel: #1c1c1a; --text: #eceae5; --quiet: #aaa59c; --rule: #383632; --link: #8fc3ee;
      --unchanged: #86d39d; --changed: #efb94f; --moved: #c9a6f5; --new: #8fc3ee; --missing: #ff9184;
    }
  }
  * { box-sizing: border-box; }
  body {
    margin: 0; background: var(--ground); color: var(--text); line-height: 1.45; font-variant-numeric: tabular-nums;
    font-family: "Inter", "Helvetica Neue", "Segoe UI", "Noto Sans", system-ui, sans-serif; overflow-wrap: anywhere;
  }
  header, main, footer { max-width: 84rem; margin: 0 auto; padding: 0 clamp(1rem, 3vw, 3rem); }
  h1, p, ol, figure { margin: 0; padding: 0; }
  :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
  header { padding-top: clamp(1.5rem, 4vw, 3rem); }
  h1 { font-size: clamp(1.7rem, 3.6vw, 2.8rem); line-height: 1.1; letter-spacing: -0.02em; margin-bottom: 0.5rem; }
  .same h1 { color: var(--unchanged); }
  .different h1 { color: var(--missing); }
  .undecided h1 { color: var(--changed); }
  .films { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 0.4rem 2rem; margin-top: 1rem; }
  .films span { display: block; color: var(--quiet); font-size: 0.9rem; }
  .ribbon { display: block; width: 100%; height: 7.5rem; margin: 1.6rem 0 1rem; }
  .ribbon path { opacity: 0.3; }
  .ribbon .unchanged { fill: var(--unchanged); }
  .ribbon .changed { fill: var(--changed); }
  .ribbon .moved, .ribbon .repeated { fill: var(--moved); }
  .ribbon .new { fill: var(--new); }
  .ribbon .missing { fill: var(--missing); }
  .ribbon .undecided { fill: var(--quiet); }
  .tools { display: flex; flex-wrap: wrap; gap: 0.3rem 1.3rem; margin-bottom: 0.6rem; }
  ol { list-style: none; }
  li { border-top: 1px solid var(--rule); padding: 0.7rem 0 1rem; }
  .say { margin-bottom: 0.5rem; }
  .say b { margin-right: 0.6rem; }
  .say span { color: var(--quiet); margin-left: 0.8rem; font-size: 0.9rem; }
  .unchanged .say b, label.unchanged { color: var(--unchanged); }
  .changed .say b, label.changed { color: var(--changed); }
  .moved .say b, .repeated .say b, label.moved, label.repeated { color: var(--moved); }
  .new .say b, label.new { color: var(--new); }
  .missing .say b, label.missing { color: var(--missing); }
  .undecided .say b, label.undecided { color: var(--quiet); }
  .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1rem; max-width: 54rem; margin-top: 0.4rem; }
  li.unchanged .pair { max-width: 30rem; }
  .frame { position: relative; background: #000; }
  img { display: block; width: 100%; height: auto; }
  .frame svg { position: absolute; inset: 0; width: 100%; height: 100%; }
  .frame rect { fill: none; stroke: #ffd400; stroke-width: 3px; vector-effect: non-scaling-stroke; }
  .blank {
    display: grid; place-items: center; aspect-ratio: 16 / 9; border: 1px dashed var(--quiet); color: var(--quiet);
    font-size: 0.9rem;
  }
  figcaption, .quiet, footer { color: var(--quiet); font-size: 0.85rem; }
  footer { padding-top: 1rem; padding-bottom: 3rem; }
  [hidden] { display: none !important; }
  """

/// Shows and hides rows by what became of them. It holds no `<` and no `&`.
let comparisonScript: StaticText = """
  (() => {
    'use strict';
    const all = (what) => Array.from(document.querySelectorAll(what));
    for (const tools of all('.tools')) tools.hidden = false;
    for (const box of all('[data-shows]')) {
      box.addEventListener('change', () => {
        for (const row of all('[data-state]')) if (row.dataset.state === box.dataset.shows) row.hidden = !box.checked;
      });
    }
  })();
  """
