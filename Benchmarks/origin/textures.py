"""What the network makes of clips, as the program does: 192 means a clip.

    textures.py CLIPS OUT.npz

CLIPS is a folder. Needs numpy, opencv-python-headless and openvino, ffmpeg, and the models of `scripts/setup --models`.
"""
import glob, json, os, subprocess, sys

import cv2
import numpy as np
import openvino

MODELS = os.environ.get("UNCANNY_MODELS") or os.path.expanduser("~/.local/share/uncanny/models")
SHORT, SIDE = 360, 224


def frames(path, times=(0.0, 1.0, 2.0)):
    """Pictures of a clip at some seconds, R'G'B', the shorter side 360."""
    probe = json.loads(subprocess.run(
        ["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "stream=width,height", "-of", "json", path],
        capture_output=True, text=True, check=True).stdout)["streams"][0]
    scale = SHORT / min(probe["width"], probe["height"])
    width, height = round(probe["width"] * scale), round(probe["height"] * scale)
    for time in times:
        raw = subprocess.run(
            ["ffmpeg", "-v", "error", "-noautorotate", "-ss", str(time), "-i", path, "-frames:v", "1", "-f", "rawvideo",
             "-pix_fmt", "rgb24", "-vf", f"scale={width}:{height}:flags=area", "-"], capture_output=True).stdout
        if len(raw) == 3 * width * height:
            picture = np.frombuffer(raw, np.uint8).reshape(height, width, 3)
            yield picture[: height // 4 * 4, : width // 4 * 4]


def squares(picture):
    height, width = picture.shape[:2]
    top, left = (height - SIDE) // 2, max(0, width // 4 - SIDE // 2)
    for x in [(width - SIDE) // 2] if width < 400 else [left, width - SIDE - left]:
        yield picture[top: top + SIDE, x: x + SIDE]


def main(folder, out):
    core = openvino.Core()
    network = core.compile_model(
        os.path.join(MODELS, "efficientnet_lite0_texture.tflite"), "CPU",
        {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": 1})
    found = {}
    for path in sorted(glob.glob(os.path.join(folder, "*.mp4"))):
        means = []
        for picture in frames(path):
            for square in squares(picture):
                answer = network(((square.astype(np.float32) - 127) / 128)[None])
                means.append(np.concatenate([answer[i][0].mean((0, 1)) for i in (0, 1)]))
        if means:
            found[os.path.splitext(os.path.basename(path))[0]] = np.mean(means, 0)
    np.savez(out, **found)


if __name__ == "__main__":
    main(*sys.argv[1:3])
