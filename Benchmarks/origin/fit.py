"""Fits the weights of `synthetic`, says how they fare on generators and sources that they have not seen, and writes them.

    fit.py MANIFEST CHAIN=REPORTS,TEXTURES [CHAIN=...] [--write] [--json OUT]

MANIFEST   tab separated: file, class, generator, source_repo; the class is ai, real, or anything else for what is neither
           (drawn, rendered, mixed): that speaks against a generator in the textures, at half the weight, and is not scored
CHAIN      a name for one way of encoding all clips
REPORTS    a folder with `uncanny check CLIP --plan none,synthetic --report REPORTS/NAME.json` of each, or an .npz with the
           numbers of each
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
# of the sum, each part in units of its deviation; the study before had 1, 0.5, 0 on what it fitted, and found the third
# alone the best on clips that it had not seen
SHARES = {"texture": 1.0, "motion": 0.4, "signal": 0.6}
NEITHER = 0.5
LIMIT = 1.66  # log odds beyond which a shot is called generated: even odds where one shot in six is
FOLDS, ROUNDS = 10, 5


def read(manifest, chains):
    """Rows of the manifest that have everything, and by name and chain the numbers and the textures of each."""
    with open(manifest) as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    data = {}
    for chain, (reports, textures) in chains.items():
        deep = np.load(textures)
        table = dict(np.load(reports)) if reports.endswith(".npz") else None
        for row in rows:
            row["name"] = os.path.splitext(row["file"])[0]
            numbers = table.get(row["name"]) if table else read_report(os.path.join(reports, row["name"] + ".json"))
            if row["name"] in deep and (numbers is not None or row["class"] not in ("ai", "real")):
                data[row["name"], chain] = np.full(len(NUMBERS), np.nan) if numbers is None else numbers, deep[row["name"]]
    return [r for r in rows if all((r["name"], c) in data for c in chains)], data


def read_report(path):
    """The numbers of the longest shot; `None` where there are none."""
    if not os.path.exists(path):
        return None
    with open(path) as file:
        shots = [s for s in json.load(file)["shots"] if s.get("traces")]
    if not shots:
        return None
    traces = max(shots, key=lambda s: s["end"] - s["start"])["traces"]
    return np.array([np.nan if traces.get(n) is None else traces[n] for n in NUMBERS])


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
    """The three sums, and where no network runs the third alone."""

    def fit(self, numbers, deep, kind, w):
        y, clear = (kind == "ai").astype(int), np.isin(kind, ("ai", "real"))
        self.texture = Linear(STRENGTH["texture"]).fit(deep, y, np.where(clear, w, NEITHER * w))
        numbers, deep, y, w = numbers[clear], deep[clear], y[clear], w[clear]
        self.motion = Linear(STRENGTH["motion"]).fit(numbers[:, :MOTION], y, w)
        self.signal = Linear(STRENGTH["signal"]).fit(numbers, y, w)
        sums = {"texture": self.texture(deep), "motion": self.motion(numbers[:, :MOTION]), "signal": self.signal(numbers)}
        self.gains = {k: SHARES[k] / sums[k].std() for k in SHARES}
        return self

    def scores(self, numbers, deep):
        texture = self.texture(deep) * self.gains["texture"]
        motion = self.motion(numbers[:, :MOTION]) * self.gains["motion"]
        signal = self.signal(numbers)
        return {"both": texture + motion + signal * self.gains["signal"], "texture": texture, "motion": motion,
                "alone": signal}


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


def fitted(data, names, kind, group, chains):
    w = np.tile(balance((kind == "ai").astype(int), group), len(chains)) / len(chains)
    return Model().fit(*stack(data, names, chains), np.tile(kind, len(chains)), w)


def validate(data, names, kind, group, chains):
    """By kind of sum and chain, scores of what was left out, the mean over the rounds; and the AUC of each round."""
    sums, names, clear = ("both", "texture", "motion", "alone"), np.array(names), np.isin(kind, ("ai", "real"))
    scores = {(k, c): np.zeros((ROUNDS, len(names))) for k in sums for c in chains}
    for seed in range(ROUNDS):
        for fold in split(group, seed):
            out = np.isin(group, fold)
            model = fitted(data, names[~out], kind[~out], group[~out], chains)
            for c in chains:
                said = model.scores(*stack(data, names[out], [c]))
                for k in sums:
                    scores[k, c][seed, out] = said[k]
    y = kind[clear] == "ai"
    rounds = {key: [roc_auc_score(y, s[clear]) for s in value] for key, value in scores.items()}
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
    names = [r["name"] for r in rows]
    kind, group = np.array([r["class"] for r in rows]), np.array(groups(rows))
    clear = np.isin(kind, ("ai", "real"))
    y = (kind == "ai").astype(int)[clear]
    print({k: int((kind == k).sum()) for k in sorted(set(kind))}, f"in {len(set(group))} groups")
    scores, rounds = validate(data, names, kind, group, chains)
    for (part, chain), auc in sorted(rounds.items()):
        low, high = interval(y, scores[part, chain][clear], group[clear])
        print(f"  {part:8} {chain:8} AUC {np.mean(auc):.3f} "
              f"(rounds {min(auc):.3f}-{max(auc):.3f}; 95 % {low:.2f}-{high:.2f})")
    w = np.tile(balance(y, group[clear]), len(chains)) / len(chains)
    told = {}
    for part in ("both", "alone"):
        gain, offset = odds(np.concatenate([scores[part, c][clear] for c in chains]), np.tile(y, len(chains)), w)
        told[part] = gain, offset
        for c in chains:
            said = gain * scores[part, c] + offset
            limits = np.quantile(said[kind == "real"], (0.95, 0.97))
            shares = ", ".join(f"{k} {np.mean(said[kind == k] > LIMIT):.2f}" for k in sorted(set(kind)))
            print(f"  {part:8} {c:8} 5 % of filmed exceed {limits[0]:.2f}, 3 % {limits[1]:.2f}; beyond {LIMIT}: {shares}")
    mean = sum(told["both"][0] * scores["both", c] for c in chains) / len(chains) + told["both"][1]
    by = {}
    for r, s in zip(rows, mean):
        by.setdefault(f"{r['class']} {r['generator'] if r['class'] == 'ai' else r['source_repo']}", []).append(s)
    for name, found in sorted(by.items(), key=lambda item: -np.mean(item[1])):
        print(f"    {np.mean(found):+.2f} {len(found):3} {name}")
    if options.json:
        with open(options.json, "w") as file:
            json.dump({"names": names, "kind": kind.tolist(), "group": group.tolist(),
                       "log_odds": {f"{k} {c}": (told[k][0] * s + told[k][1]).tolist()
                                    for (k, c), s in scores.items() if k in told}}, file)
    if options.write:
        model, (gain, offset) = fitted(data, names, kind, group, chains), told["both"]
        weights.write({
            "texture": model.texture.table(), "motion": model.motion.table(), "signal": model.signal.table(),
            "withTexture": [gain * model.gains[k] for k in ("texture", "motion", "signal")] + [offset],
            "alone": told["alone"]})


if __name__ == "__main__":
    main()
