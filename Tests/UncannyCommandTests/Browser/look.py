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
