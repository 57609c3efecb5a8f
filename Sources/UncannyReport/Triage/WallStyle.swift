/// How the wall looks. It holds no `<` and no `&`, so it is the same text in HTML and in XML.
///
/// Every pair of text and ground has a contrast of at least 4.5, in both schemes.
let wallStyle: StaticText = """
  :root {
    color-scheme: light dark;
    --ground: #fbfaf7; --panel: #ffffff; --text: #1d1c1a; --quiet: #5e5a53; --rule: #dedad2; --link: #1b5a8f;
    --reject: #ae2012; --look: #835300; --keep: #1d6b3c;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --ground: #131312; --panel: #1c1c1a; --text: #eceae5; --quiet: #aaa59c; --rule: #383632; --link: #8fc3ee;
      --reject: #ff9184; --look: #efb94f; --keep: #86d39d;
    }
  }
  * { box-sizing: border-box; }
  body {
    margin: 0; background: var(--ground); color: var(--text); line-height: 1.45; font-variant-numeric: tabular-nums;
    font-family: "Inter", "Helvetica Neue", "Segoe UI", "Noto Sans", system-ui, sans-serif; overflow-wrap: anywhere;
  }
  :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
  h1, p, ol { margin: 0; padding: 0; }
  header {
    position: sticky; top: 0; z-index: 1; padding: 0.8rem clamp(1rem, 3vw, 3rem); background: var(--ground);
    border-bottom: 1px solid var(--rule); display: flex; flex-wrap: wrap; gap: 0.4rem 1.6rem; align-items: baseline;
  }
  h1 { font-size: 1.3rem; font-weight: 650; letter-spacing: -0.01em; }
  form { display: flex; flex-wrap: wrap; gap: 0.3rem 1.3rem; align-items: baseline; }
  .keep b, label.keep { color: var(--keep); }
  .look b, label.look { color: var(--look); }
  .reject b, label.reject { color: var(--reject); }
  input[type="search"] {
    font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--quiet); border-radius: 3px;
    padding: 0.15rem 0.5rem; width: min(18rem, 60vw);
  }
  main { padding: 0.8rem clamp(1rem, 3vw, 3rem) 3rem; }
  #count { color: var(--quiet); }
  ol {
    list-style: none; display: grid; gap: 1.4rem 1.2rem; margin-top: 0.8rem;
    grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr));
  }
  li { border-top: 3px solid; padding-top: 0.4rem; font-size: 0.9rem; }
  li.keep { border-color: var(--keep); }
  li.look { border-color: var(--look); }
  li.reject { border-color: var(--reject); }
  a { color: var(--text); text-decoration: none; display: block; }
  a:hover .path { text-decoration: underline; }
  video { display: block; width: 100%; aspect-ratio: 16 / 9; object-fit: contain; background: #000; }
  .path { display: block; margin-top: 0.35rem; font-weight: 600; }
  .head { display: flex; flex-wrap: wrap; gap: 0 0.8rem; color: var(--quiet); }
  .quiet { color: var(--quiet); }
  [hidden] { display: none; }
  """
