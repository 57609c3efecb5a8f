/// The page. Nothing of an input is in it: the script puts in what the API tells, as text.
let livePage = #"""
  <!DOCTYPE html>
  <html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <title>uncanny</title>
    <link rel="stylesheet" href="/page.css">
    <script src="/page.js" defer></script>
  </head>
  <body>
    <a class="skip" href="#events">Skip to the events</a>
    <header>
      <a class="brand" href="#wall" id="home">uncanny</a>
      <p id="summary"></p>
      <p id="link" role="status">connecting</p>
    </header>
    <main>
      <noscript><p>This page needs JavaScript. The same is told at /api/feeds and at /metrics.</p></noscript>
      <ul id="wall" hidden></ul>
      <article id="feed" hidden>
        <div class="heading">
          <p class="source"><span id="source"></span> <span id="connection" class="word"></span></p>
          <h1 id="verdict"></h1>
        </div>
        <section class="view" aria-label="Live picture">
          <div class="screen"><img id="picture" alt=""><p id="dark" hidden></p></div>
          <p class="under"><button id="pause" type="button">Pause the picture</button>
            <span class="quiet">what was found is drawn in, a fifth of a second late</span></p>
          <dl id="facts"></dl>
        </section>
        <section class="timeline" aria-labelledby="timeline-title">
          <h2 id="timeline-title">The last two minutes</h2>
          <canvas id="lanes" role="img" aria-label=""></canvas>
          <ul id="legend"></ul>
        </section>
        <section class="events" id="events" tabindex="-1" aria-labelledby="events-title">
          <div class="row"><h2 id="events-title">Events</h2>
            <label>show <select id="from"><option value="0">all</option><option value="1">warnings and worse</option>
              <option value="2">errors and worse</option></select></label></div>
          <p id="none" class="quiet">Nothing has been found yet.</p>
          <ol id="list"></ol>
        </section>
        <section class="checks" aria-labelledby="checks-title">
          <h2 id="checks-title">Detectors</h2>
          <ul id="detectors"></ul>
          <details id="settings">
            <summary>Settings</summary>
            <div class="row">
              <label>your name, for the list of events <input id="who" maxlength="64" autocomplete="nickname"></label>
              <label>mute for <select id="length"><option value="10">10 minutes</option><option value="60">an hour</option>
                <option value="480">8 hours</option><option value="">as long as nobody takes it back</option></select></label>
              <button id="mute-all" type="button">Mute this feed</button>
            </div>
            <p class="quiet">What is muted is still looked for and shown, but no alert is sent of it.</p>
            <ul id="muted"></ul>
            <ul id="choices"></ul>
            <p class="row"><span><button id="apply" type="button">Apply</button>
              <button id="undo" type="button">Undo</button></span> <span id="answer" role="status"></span></p>
            <p class="quiet">The plan in force: <code id="plan"></code></p>
          </details>
        </section>
      </article>
    </main>
    <p id="news" class="unseen" aria-live="polite"></p>
  </body>
  </html>

  """#
