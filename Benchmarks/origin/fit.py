"""Fits the weights of `synthetic`, says how they fare on generators and sources that they have not seen, and writes them.

    fit.py MANIFEST CHAIN=REPORTS,TEXTURES [CHAIN=...] [--write] [--json OUT]

MANIFEST   tab separated: file, class (ai, real, cg), generator, source_repo
CHAIN      a name for one way of encoding all clips
REPORTS    a folder with `uncanny check CLIP --plan none,synthetic --report REPORTS/NAME.json` of each
TEXTURES   what `textures.py` has written of them

Every validation leaves out whole generators together with whole sources: two clips that share either are always on the same
side. Nothing of the container is a feature. Needs numpy and scikit-learn.
"""
import argparse, csv, json, os

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

import weights

NUMBERS = ("residual motion motion_squared hidden explained clinging noise_slope flat_noise fineness slope color_noise "
           "color_follows saturation entropy shake").split()
MOTION = 4
# how strongly each part is held back: found by the same validation, on a grid of factors of three
STRENGTH = {"texture": 0.05, "motion": 1.0, "signal": 0.1}
SHARE = 0.5  # of the motion in the sum, both parts in units of their deviation; declared by the study before
FOLDS, ROUNDS = 10, 5


def read(manifest, chains):
    """Rows of the manifest that have everything, and by chain the numbers and the textures of each."""
    with open(manifest) as file:
        rows = [r for r in csv.DictReader(file, delimiter="\t") if r["class"] in ("ai", "real", "cg")]
    data = {}
    for chain, (reports, textures) in chains.items():
        deep = np.load(textures)
        for row in rows:
            name = os.path.splitext(row["file"])[0]
            path = os.path.join(reports, name + ".json")
            if name not in deep or not os.path.exists(path):
                continue
            with open(path) as file:
                shots = [s for s in json.load(file)["shots"] if s.get("traces")]
            if not shots:
                continue
            longest = max(shots, key=lambda s: s["end"] - s["start"])["traces"]
            numbers = [longest.get(n) for n in NUMBERS]
            data[name, chain] = np.array([np.nan if n is None else n for n in numbers]), deep[name]
    rows = [r for r in rows if all((os.path.splitext(r["file"])[0], c) in data for c in chains)]
    return rows, data


def groups(rows):
    """A number a clip: equal for those that share a generator or a source, or are joined by others that do."""
    parent = {}

    def find(x):
        while parent.setdefault(x, x) != x:
            x = parent[x]
        return x

    for r in rows:
        if r["class"] == "ai":
            parent[find("source " + r["source_repo"])] = find("generator " + r["generator"].split()[0].split("(")[0])
    return [find("source " + r["source_repo"]) for r in rows]


class Linear:
    def __init__(self, strength):
        self.strength = strength

    def scaled(self, x):
        z = np.clip((x - self.medians) / self.scales, -3, 3)
        return np.where(np.isfinite(z), z, 0)

    def fit(self, x, y, w):
        self.medians = np.nanmedian(x, 0)
        self.scales = 1.4826 * np.nanmedian(np.abs(x - self.medians), 0) + 1e-6
        found = LogisticRegression(C=self.strength, max_iter=5000).fit(self.scaled(x), y, sample_weight=w)
        self.weights, self.bias = found.coef_[0], float(found.intercept_[0])
        return self

    def __call__(self, x):
        return self.scaled(x) @ self.weights + self.bias

    def table(self):
        return {"medians": self.medians, "scales": self.scales, "weights": self.weights, "bias": self.bias}


class Model:
    """The three sums; where a network runs the first two together, otherwise the third."""

    def fit(self, numbers, deep, y, w):
        self.texture = Linear(STRENGTH["texture"]).fit(deep, y, w)
        self.motion = Linear(STRENGTH["motion"]).fit(numbers[:, :MOTION], y, w)
        self.signal = Linear(STRENGTH["signal"]).fit(numbers, y, w)
        self.deviations = self.texture(deep).std(), self.motion(numbers[:, :MOTION]).std()
        return self

    def scores(self, numbers, deep):
        texture = self.texture(deep) / self.deviations[0]
        motion = self.motion(numbers[:, :MOTION]) / self.deviations[1]
        return {"both": texture + SHARE * motion, "texture": texture, "motion": motion, "alone": self.signal(numbers)}


def balance(y, group, power=0.5):
    """Both classes weigh the same; within a class a group of n clips weighs as n to the 1 - power."""
    w = np.zeros(len(y))
    for value in (0, 1):
        for g in set(group[y == value]):
            those = (y == value) & (group == g)
            w[those] = those.sum() ** -power
        w[y == value] /= w[y == value].sum()
    return w * len(y) / 2


def split(group, seed):
    chance = np.random.RandomState(seed)
    names = sorted(set(group))
    chance.shuffle(names)
    count = {n: int((group == n).sum()) for n in names}
    folds, sizes = [[] for _ in range(FOLDS)], [0] * FOLDS
    for n in sorted(names, key=lambda n: -count[n] + 3 * chance.rand()):
        k = int(np.argmin(sizes))
        folds[k].append(n)
        sizes[k] += count[n]
    return folds


def stack(data, names, chains):
    rows = [data[n, c] for c in chains for n in names]
    return np.array([r[0] for r in rows]), np.array([r[1] for r in rows])


def validate(data, names, y, group, chains):
    """By kind and chain, out-of-fold scores: the mean over the rounds; and the AUC of each round."""
    kinds = ("both", "texture", "motion", "alone")
    scores = {(k, c): np.zeros((ROUNDS, len(names))) for k in kinds for c in chains}
    for seed in range(ROUNDS):
        for fold in split(group, seed):
            out = np.isin(group, fold)
            inside = [n for n, o in zip(names, out) if not o]
            w = np.tile(balance(y[~out], group[~out]), len(chains)) / len(chains)
            model = Model().fit(*stack(data, inside, chains), np.tile(y[~out], len(chains)), w)
            for c in chains:
                said = model.scores(*stack(data, [n for n, o in zip(names, out) if o], [c]))
                for k in kinds:
                    scores[k, c][seed, out] = said[k]
    rounds = {key: [roc_auc_score(y, s) for s in value] for key, value in scores.items()}
    return {key: value.mean(0) for key, value in scores.items()}, rounds


def interval(y, score, group, draws=1000):
    """95 % of the AUC when whole groups are drawn with replacement."""
    chance, names, found = np.random.RandomState(1), sorted(set(group)), []
    members = {n: np.flatnonzero(group == n) for n in names}
    while len(found) < draws:
        drawn = np.concatenate([members[n] for n in chance.choice(names, len(names))])
        if 0 < y[drawn].sum() < len(drawn):
            found.append(roc_auc_score(y[drawn], score[drawn]))
    return np.percentile(found, [2.5, 97.5])


def odds(score, y, w):
    """Gain and offset that make a score the logarithm of the odds where both classes weigh the same."""
    found = LogisticRegression(C=1e6).fit(score[:, None], y, sample_weight=w)
    return float(found.coef_[0, 0]), float(found.intercept_[0])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("manifest")
    parser.add_argument("chains", nargs="+")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--json")
    options = parser.parse_args()
    chains = dict((c.split("=")[0], tuple(c.split("=")[1].split(","))) for c in options.chains)
    rows, data = read(options.manifest, chains)
    drawn = [os.path.splitext(r["file"])[0] for r in rows if r["class"] == "cg"]
    rows = [r for r in rows if r["class"] != "cg"]
    names = [os.path.splitext(r["file"])[0] for r in rows]
    y = np.array([int(r["class"] == "ai") for r in rows])
    group = np.array(groups(rows))
    print(f"{y.sum()} generated, {(1 - y).sum()} filmed, in {len(set(group))} groups; {len(drawn)} drawn")
    scores, rounds = validate(data, names, y, group, chains)
    for (kind, chain), auc in sorted(rounds.items()):
        low, high = interval(y, scores[kind, chain], group)
        print(f"  {kind:8} {chain:8} AUC {np.mean(auc):.3f} (rounds {min(auc):.3f}-{max(auc):.3f}; 95 % {low:.2f}-{high:.2f})")
    w = np.tile(balance(y, group), len(chains)) / len(chains)
    model = Model().fit(*stack(data, names, chains), np.tile(y, len(chains)), w)
    calibrated = {}
    for kind in ("both", "alone"):
        all_scores = np.concatenate([scores[kind, c] for c in chains])
        gain, offset = calibrated[kind] = odds(all_scores, np.tile(y, len(chains)), w)
        for share in (0.02, 0.03, 0.05):
            limit = np.quantile(np.concatenate([scores[kind, c][y == 0] for c in chains]), 1 - share)
            hits = np.mean(np.concatenate([scores[kind, c][y == 1] for c in chains]) > limit)
            print(f"  {kind}: log odds {gain * limit + offset:+.2f} exceeded by {share:.0%} of filmed, {hits:.0%} of generated")
        if drawn:
            said = model.scores(*stack(data, drawn, chains))[kind]
            print(f"  {kind}: drawn", np.round(gain * said + offset, 2))
    by = {}
    for r, s in zip(rows, sum(calibrated["both"][0] * scores["both", c] for c in chains) / len(chains)):
        by.setdefault(("ai " + r["generator"]) if r["class"] == "ai" else "real " + r["source_repo"], []).append(s)
    for name, found in sorted(by.items(), key=lambda item: -np.mean(item[1])):
        print(f"    {np.mean(found) + calibrated['both'][1]:+.2f} {len(found):3} {name}")
    if options.json:
        with open(options.json, "w") as file:
            json.dump({"names": names, "y": y.tolist(), "group": group.tolist(),
                       "scores": {f"{k} {c}": (calibrated[k][0] * s + calibrated[k][1]).tolist()
                                  for (k, c), s in scores.items() if k in calibrated}}, file)
    if options.write:
        gain, offset = calibrated["both"]
        weights.write({
            "texture": model.texture.table(), "motion": model.motion.table(), "signal": model.signal.table(),
            "withTexture": (gain / model.deviations[0], gain * SHARE / model.deviations[1], offset),
            "alone": calibrated["alone"]})


if __name__ == "__main__":
    main()
