#!/usr/bin/env python3
"""Triages a folder of clips on a Ray cluster: keep, look, reject.

    examples/cluster/ray_triage.py /shared/renders --output /shared/triage
    examples/cluster/ray_triage.py s3://bucket/renders --output /shared/triage --stage /scratch/renders
    examples/cluster/ray_triage.py renders --output triage -- --quick --plan web

The clips are cut into shards by their paths; each shard is a task that runs `uncanny triage --shard` on one core. The output
folder must be seen by all machines. A shard has a ledger there: one that is lost with its machine goes on elsewhere where it
was, so that nothing is lost and nothing is done twice. No more shards are handed out than the cluster has cores, so that a
driver holds no more than that in memory. In the end `uncanny triage --from` ranks the whole; its exit status is this program's.

Clips that are not on a file system that all machines have are fetched with fsspec, a shard at a time, to --stage, and removed
after. What follows `--` goes to `uncanny triage`.

Needs ray, and for object stores fsspec with the store's own package.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import zlib

CLIPS = {".avi", ".m2ts", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".mts", ".mxf", ".ts", ".webm"}


def arguments():
    given = sys.argv[1:]
    own, passed = (given[:given.index("--")], given[given.index("--") + 1:]) if "--" in given else (given, [])
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n\n")[0], epilog="\n\n".join(__doc__.split("\n\n")[1:]),
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", help="a folder, or an address that fsspec knows, such as s3://bucket/renders")
    parser.add_argument("--output", required=True, help="where the results go; seen by all machines")
    parser.add_argument("--shards", type=int, default=0, help="parts of the work; four times the cores when not given")
    parser.add_argument("--stage", help="where clips of an object store are fetched to, on each machine")
    parser.add_argument("--uncanny", default=shutil.which("uncanny") or "uncanny", help="the program, on all machines")
    parser.add_argument("--address", default=None, help="of the cluster; RAY_ADDRESS, or this machine, when not given")
    parser.add_argument("--retries", type=int, default=5, help="how often a shard whose machine is lost is begun again")
    options = parser.parse_args(own)
    options.passed = passed
    options.output = os.path.abspath(options.output)
    if "://" in options.source:
        if not options.stage:
            parser.error("clips of an object store need --stage")
        options.stage = os.path.abspath(options.stage)
    else:
        options.source = os.path.abspath(options.source)
    return options


def clips_of(options):
    """The clips as (address, path by which all machines know it), sorted."""
    if "://" not in options.source:
        found = (path for path in pathlib.Path(options.source).rglob("*") if path.suffix.lower() in CLIPS)
        return [(None, str(path)) for path in sorted(found) if path.is_file()]
    import fsspec
    files, root = fsspec.core.url_to_fs(options.source)
    found = sorted(path for path in files.find(root) if pathlib.PurePosixPath(path).suffix.lower() in CLIPS)
    return [(files.unstrip_protocol(path), os.path.join(options.stage, os.path.relpath(path, root))) for path in found]


def shard_of(path, count):
    """Which shard a path belongs to: the same on every run and machine."""
    return zlib.crc32(path.encode()) % count


def run_shard(number, clips, options):
    """Looks at the clips of a shard. Runs on any machine, and again after a loss."""
    folder = os.path.join(options.output, f"shard-{number:05}")
    os.makedirs(folder, exist_ok=True)
    paths = os.path.join(folder, "clips.txt")
    pathlib.Path(paths).write_text("".join(f"{path}\n" for _, path in clips))
    fetched = [(address, path) for address, path in clips if address]
    try:
        for address, path in fetched:
            fetch(address, path)
        done = subprocess.run(
            [options.uncanny, "triage", paths, "--output", folder, "--jobs", "1", *options.passed],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    finally:
        for _, path in fetched:
            pathlib.Path(path).unlink(missing_ok=True)
    # 0 and 1 say what the clips are like; anything else that this shard was not done
    if done.returncode not in (0, 1):
        raise RuntimeError(f"shard {number}: {(done.stderr.strip().splitlines() or ['failed without a word'])[-1]}")
    return number


def fetch(address, path):
    """Fetches a clip whole or not at all, with the time it has in the store: the ledger knows it by that."""
    import fsspec
    files, remote = fsspec.core.url_to_fs(address)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    files.get_file(remote, path + ".part")
    changed = files.modified(remote).timestamp()
    os.utime(path + ".part", (changed, changed))
    os.replace(path + ".part", path)


def main():
    options = arguments()
    clips = clips_of(options)
    if not clips:
        sys.exit(f"{options.source}: no clips")

    import ray
    ray.init(address=options.address or os.environ.get("RAY_ADDRESS"), log_to_driver=False)
    cores = int(ray.cluster_resources().get("CPU", 1))
    count = options.shards or min(len(clips), 4 * cores)
    shards = {}
    for clip in clips:
        shards.setdefault(shard_of(clip[1], count), []).append(clip)
    task = ray.remote(num_cpus=1, max_retries=options.retries)(run_shard)

    waiting, running, done, failures = sorted(shards.items()), [], 0, []
    while waiting or running:
        # as many as there are cores now: machines come and go
        while waiting and len(running) < max(1, int(ray.cluster_resources().get("CPU", 1))):
            number, part = waiting.pop(0)
            running.append(task.remote(number, part, options))
        ready, running = ray.wait(running, timeout=5)
        for reference in ready:
            try:
                number = ray.get(reference)
                done += len(shards[number])
            except (ray.exceptions.RayError, RuntimeError) as error:
                failures.append(str(error).strip().splitlines()[-1])
        print(f"\r{done} of {len(clips)} clips", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    for failure in failures:
        print(failure, file=sys.stderr)
    if failures:
        sys.exit(4)

    everything = os.path.join(options.output, "clips.txt")
    pathlib.Path(everything).write_text("".join(f"{path}\n" for _, path in clips))
    ledgers = [word for number in sorted(shards) for word in ("--from", os.path.join(options.output, f"shard-{number:05}"))]
    sys.exit(subprocess.run(
        [options.uncanny, "triage", everything, "--output", options.output, *options.passed, *ledgers]).returncode)


if __name__ == "__main__":
    main()
