#!/usr/bin/env python3
"""Two cuts of one film: `uncanny compare` on montages that were edited in twenty known ways.

    compare.py FOLDER --uncanny PATH [--montage N] [--only EDIT,EDIT] [--work DIR] [--keep]

FOLDER holds clips of one shot each. Their list, in an order that is always the same, is parted: ten clips make a montage of
eight shots, and have two to spare; --montage N takes the Nth ten. Each edit changes one thing in the montage, which is encoded
anew. It counts as named right when the report says of every shot what became of it, to the frame, and says nothing else:
a shot that was not touched must be told as unchanged. Needs ffmpeg.
"""

import argparse, json, pathlib, random, resource, subprocess, sys

SIZE, RATE = (640, 360), 24
FRAMES = [66, 72, 60, 78, 70, 64, 75, 68]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--uncanny", default="uncanny")
    parser.add_argument("--montage", type=int, default=0)
    parser.add_argument("--only", default="")
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("/tmp/uncanny-compare"))
    parser.add_argument("--make", action="store_true", help="only make the films")
    return parser.parse_args()


# ---------------------------------------------------------------- montages


def probe(path):
    text = subprocess.run(
        ["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "stream=avg_frame_rate:format=duration",
         "-of", "json", path], capture_output=True, text=True).stdout
    facts = json.loads(text or "{}")
    try:
        over, under = facts["streams"][0]["avg_frame_rate"].split("/")
        return float(facts["format"]["duration"]), float(over) / float(under)
    except (KeyError, IndexError, ValueError, ZeroDivisionError):
        return 0, 0


def clips(folder, montage):
    """Ten clips that are long enough and have more than fifteen frames a second."""
    paths = sorted(p for p in folder.iterdir() if p.suffix in (".mp4", ".mkv", ".avi", ".webm", ".mov"))
    paths = [p for p in paths if not p.name.startswith(("multishot", "faulty", "c2pa"))]
    random.Random(7).shuffle(paths)
    found = []
    for path in paths:
        if path.name.startswith("cg-tos"):
            continue  # there is a cut in it
        seconds, rate = probe(path)
        if seconds >= 3.6 and 15 < rate < 61:
            found.append(path)
        if len(found) == 10 * (montage + 1):
            return found[-10:]
    sys.exit("there are too few clips")


class Shot:
    """A part of a clip, and what is done to it."""

    def __init__(self, clip, frames, start=2):
        self.clip, self.frames, self.start, self.filters = clip, frames, start, ""

    def copy(self, filters="", head=0, tail=0):
        shot = Shot(self.clip, self.frames - head - tail, self.start + head)
        shot.filters = filters
        return shot


class Black:
    def __init__(self, frames):
        self.frames = frames


def encode(shots, path, filters="", rate=RATE, codec=("libx264", "-crf", "20", "-preset", "veryfast")):
    if path.exists():
        return
    inputs, chain, names = [], [], ""
    for number, shot in enumerate(shots):
        if isinstance(shot, Black):
            chain.append(f"color=black:s={SIZE[0]}x{SIZE[1]}:r={RATE}:d={shot.frames / RATE},format=yuv420p,setsar=1[s{number}]")
        else:
            inputs += ["-i", shot.clip]
            chain.append(
                f"[{len(inputs) // 2 - 1}:v]fps={RATE},scale={SIZE[0]}:{SIZE[1]}:force_original_aspect_ratio=increase,"
                f"crop={SIZE[0]}:{SIZE[1]},trim=start_frame={shot.start}:end_frame={shot.start + shot.frames},"
                f"setpts=PTS-STARTPTS,format=yuv420p,setsar=1{',' + shot.filters if shot.filters else ''}[s{number}]")
        names += f"[s{number}]"
    chain.append(f"{names}concat=n={len(shots)}:v=1:a=0{',' + filters if filters else ''}[out]")
    part = path.with_suffix(".part" + path.suffix)
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", *inputs, "-filter_complex", ";".join(chain), "-map", "[out]", "-r", str(rate),
         "-c:v", *codec, "-pix_fmt", "yuv420p", part], check=True)
    part.rename(path)


# ---------------------------------------------------------------- what is expected


class Told:
    """A report, asked in short."""

    def __init__(self, report):
        self.rows = report["shots"]

    def of(self, shot):
        """The rows about a shot of the first film, counted from 0."""
        return [row for row in self.rows if row.get("a", {}).get("shot") == shot]

    def kinds(self, row):
        return [difference["kind"] for difference in row.get("differences", [])]

    def value(self, row, kind, key):
        return next((d.get(key) for d in row.get("differences", []) if d["kind"] == kind), None)

    def unchanged(self, shots):
        return all([row["state"] for row in self.of(shot)] == ["unchanged"] for shot in shots)

    def changed(self, shot, kinds):
        rows = self.of(shot)
        return len(rows) == 1 and rows[0]["state"] == "changed" and sorted(self.kinds(rows[0])) == sorted(kinds)

    def new(self):
        return [row for row in self.rows if row["state"] == "new"]

    def others(self, *shots):
        return self.unchanged(set(range(8)) - set(shots)) and not any(row["state"] == "undecided" for row in self.rows)


def near(value, wanted, by):
    return value is not None and abs(value - wanted) <= by


def edits(shots, spare):
    """Name, shots, settings of the encoder, and what must be told."""
    s = list(shots)

    def with_(number, shot):
        return s[:number] + ([shot] if not isinstance(shot, list) else shot) + s[number + 1:]

    def exact(told, shot, kind, frames):
        return told.changed(shot, [kind]) and told.value(told.of(shot)[0], kind, "frames") == frames

    def swapped(told):
        states = sorted(told.of(n)[0]["state"] for n in (2, 3) if len(told.of(n)) == 1)
        return states == ["moved", "unchanged"] and told.others(2, 3) and not told.new()

    def graded(told, shot):
        rows = told.of(shot)
        return (len(rows) == 1 and rows[0]["state"] == "changed" and told.kinds(rows[0]) == ["graded"]
                and told.value(rows[0], "graded", "stops") > 0.1)

    def one_new(told, frames):
        return len(told.new()) == 1 and told.new()[0]["b"]["end_frame"] - told.new()[0]["b"]["start_frame"] == frames

    def missing(told, shot):
        return [row["state"] for row in told.of(shot)] == ["missing"]

    def repeated(told):
        return sorted(row["state"] for row in told.of(2)) == ["repeated", "unchanged"] and told.others(2) and not told.new()

    def title(told):
        rows = told.of(4)
        if not told.changed(4, ["part-replaced"]):
            return False
        box = next(d for d in rows[0]["differences"] if d["kind"] == "part-replaced")
        first = box["start_frame"] - rows[0]["b"]["start_frame"]
        return near(box["y"] + box["height"] / 2, 0.8, 0.08) and abs(first - 12) <= 1

    def faded(told):
        three, four = told.of(3), told.of(4)
        return (told.changed(3, ["fades-out"]) and told.changed(4, ["fades-in"])
                and near(told.value(three[0], "fades-out", "frames"), 12, 3)
                and near(told.value(four[0], "fades-in", "frames"), 12, 3) and told.others(3, 4) and not told.new())

    everything = range(8)
    grade = "eq=gamma=1.25:saturation=1.35"
    low = ("mpeg4", "-b:v", "350k", "-g", "48", "-bf", "2")
    title_filter = (f"drawtext=text='THE NORTH ROAD':fontsize=40:fontcolor=white:borderw=2:x=(w-tw)/2:y=h*0.8-th/2:"
                    f"enable='between(n,12,{s[4].frames - 13})'")
    return [
        ("trim-head", with_(3, s[3].copy(head=9)), {}, lambda t: exact(t, 3, "trimmed-head", 9) and t.others(3) and not t.new()),
        ("trim-tail", with_(4, s[4].copy(tail=11)), {}, lambda t: exact(t, 4, "trimmed-tail", 11) and t.others(4) and not t.new()),
        ("swap", s[:2] + [s[3], s[2]] + s[4:], {}, swapped),
        ("replace", with_(4, spare[0].copy()), {}, lambda t: missing(t, 4) and one_new(t, spare[0].frames) and t.others(4)),
        ("grade-one", with_(3, s[3].copy(grade)), {}, lambda t: graded(t, 3) and t.others(3) and not t.new()),
        ("grade-all", s, {"filters": grade}, lambda t: all(graded(t, n) for n in everything) and not t.new()),
        ("retime-25", s, {"filters": "setpts=PTS*24/25", "rate": 25},
         lambda t: all(t.changed(n, ["retimed"]) and near(t.value(t.of(n)[0], "retimed", "speed"), 25 / 24, 0.002)
                       for n in everything) and not t.new()),
        ("letterbox", s, {"filters": "crop=640:268,pad=640:360:0:46"},
         lambda t: all("letterboxed" in t.kinds(row) and set(t.kinds(row)) <= {"letterboxed", "reframed"}
                       for n in everything for row in t.of(n)) and all(len(t.of(n)) == 1 for n in everything) and not t.new()),
        ("half-size", s, {"filters": "scale=320:180"}, lambda t: t.others() and not t.new()),
        ("low-bitrate", s, {"codec": low}, lambda t: t.others() and not t.new()),
        ("insert", s[:4] + [spare[1].copy()] + s[4:], {}, lambda t: one_new(t, spare[1].frames) and t.others()),
        ("remove", s[:4] + s[5:], {}, lambda t: missing(t, 4) and t.others(4) and not t.new()),
        ("mirror", with_(5, s[5].copy("hflip")), {}, lambda t: t.changed(5, ["mirrored"]) and t.others(5) and not t.new()),
        ("speed-up", with_(2, s[2].copy(f"setpts=PTS/1.1,fps={RATE}")), {},
         lambda t: t.changed(2, ["retimed"]) and near(t.value(t.of(2)[0], "retimed", "speed"), 1.1, 0.01) and t.others(2)
         and not t.new()),
        ("black", s[:4] + [Black(24)] + s[4:], {}, lambda t: one_new(t, 24) and t.new()[0].get("plain") is True and t.others()),
        ("title", with_(4, s[4].copy(title_filter)), {}, lambda t: title(t) and t.others(4) and not t.new()),
        ("zoom", with_(5, s[5].copy("crop=608:342,scale=640:360")), {},
         lambda t: t.changed(5, ["reframed"]) and near(t.value(t.of(5)[0], "reframed", "width"), 0.95, 0.012)
         and t.others(5) and not t.new()),
        ("fade", s[:3] + [s[3].copy(f"fade=out:s={s[3].frames - 12}:n=12"), s[4].copy("fade=in:s=0:n=12")] + s[5:], {}, faded),
        ("first-removed", s[1:], {}, lambda t: missing(t, 0) and t.others(0) and not t.new()),
        ("repeat", s[:6] + [s[2]] + s[6:], {}, repeated),
    ]


def main():
    options = arguments()
    found = clips(options.folder, options.montage)
    shots = [Shot(clip, frames) for clip, frames in zip(found, FRAMES)]
    spare = [Shot(found[8], 62), Shot(found[9], 58)]
    work = options.work / f"montage-{options.montage}"
    work.mkdir(parents=True, exist_ok=True)
    first = work / "first.mp4"
    encode(shots, first, codec=("libx264", "-crf", "17", "-preset", "medium"))
    wanted = set(filter(None, options.only.split(",")))
    right, count, seconds = 0, 0, 0.0
    for name, list_, settings, check in edits(shots, spare):
        if wanted and name not in wanted:
            continue
        second = work / f"{name}.mp4"
        encode(list_, second, **settings)
        if options.make:
            continue
        report = work / f"{name}.json"
        report.unlink(missing_ok=True)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        result = subprocess.run([options.uncanny, "compare", first, second, "--report", report, "--quiet"],
                                capture_output=True, text=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds += after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        try:
            good = bool(check(Told(json.loads(report.read_text()))))
        except Exception as error:
            good = False
            print(f"{name}: {error!r} {result.stderr.strip()}")
        count, right = count + 1, right + good
        print(f"{'right' if good else 'WRONG'}  {name}", flush=True)
    if count:
        minutes = count * 2 * sum(FRAMES) / RATE / 60
        print(f"montage {options.montage}: {right}/{count} named right; {seconds / minutes:.1f} CPU seconds a minute of film")


main()
