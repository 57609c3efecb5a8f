"""Opens a live page in Chromium and says what it shows: look.py SCRIPTS CHROMIUM ADDRESS"""
import sys, time
sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
from chromium import Browser
with Browser(1280, 900, program=sys.argv[2]) as browser:
    browser.open(sys.argv[3])
    until = time.time() + 30
    while time.time() < until and not browser.value("document.querySelector('.event img')?.naturalWidth > 0"):
        time.sleep(0.2)
    print(browser.value("document.getElementById('verdict').textContent"))
    print(browser.value("document.getElementById('list').innerText"))
    moves = browser.value("""(async () => {
        const canvas = document.createElement('canvas');
        const pen = canvas.getContext('2d', { willReadFrequently: true });
        const look = () => { pen.drawImage(document.getElementById('picture'), 0, 0, 300, 150);
            return pen.getImageData(0, 0, 300, 150).data.join(); };
        const first = look();
        for (let count = 0; 100 > count; count++) {
            await new Promise((next) => setTimeout(next, 100));
            if (look() !== first) return true;
        }
        return false;
    })()""")
    print("the picture moves" if moves else "the picture stands still")
    # the settings: a threshold is changed, a detector is muted and heard again
    def until(script):
        end = time.time() + 10
        while time.time() < end and not browser.value(script):
            time.sleep(0.1)
        return browser.value(script)
    browser.value("document.getElementById('settings').open = true")
    until("document.querySelectorAll('#choices li').length > 20")
    browser.value("""(() => {
        const who = document.getElementById('who');
        who.value = 'Bo';
        who.dispatchEvent(new Event('change'));
        const hold = document.querySelector('#choices [data-detector=black] [name=hold]');
        hold.value = '3';
        hold.dispatchEvent(new Event('input', { bubbles: true }));
        document.getElementById('apply').click();
    })()""")
    until("document.getElementById('plan').textContent.includes('hold=3')")
    print("the plan: " + browser.value("document.getElementById('plan').textContent"))
    print(until("document.getElementById('answer').textContent"))
    browser.value("document.querySelector('#choices [data-detector=black] button').click()")
    until("document.querySelector('#muted li')")
    print(browser.value("document.getElementById('muted').innerText"))
    browser.value("document.querySelector('#muted button').click()")
    print("heard again" if until("!document.querySelector('#muted li')") else "still muted")
