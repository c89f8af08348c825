#!/usr/bin/env python3
"""Hostile archives: bombs, cut and scrambled ones, odd names and entries.

  PORT=8080 SERVER_PID=… scripts/attack/archives.py

Each is to be answered within 0.3 s of processor time and 0.3 s for each MB of documents in it, or refused.
"""

import gzip
import io
import random
import struct
import tarfile
import zipfile

import client
from client import NAMESPACE, add, check, delete, done, flag

POD = b"apiVersion: v1\nkind: Pod\nmetadata: {name: p%d}\nspec: {containers: [{name: c}]}\n"


def zipped(files, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for member, data in members:
            info = tarfile.TarInfo(member) if isinstance(member, str) else member
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def special(name, kind, target=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def pax(name, headers):
    info = tarfile.TarInfo(name)
    info.pax_headers = headers
    return info


def header(name, size):
    """A tar header with a size of our own."""
    block = bytearray(512)
    block[:len(name)] = name
    block[100:108], block[124:136], block[156:157] = b"0000644\0", size, b"0"
    block[257:265] = b"ustar\x0000"
    block[148:156] = b"        "
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def scrambled(data, seed):
    rest = bytearray(data)
    rng = random.Random(seed)
    for _ in range(20):
        rest[rng.randrange(4, len(rest))] = rng.randrange(256)
    return bytes(rest)


def encrypted(data):
    """The same zip with the flag of encryption on every entry."""
    rest = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = rest.find(mark)
        while start >= 0:
            rest[start + at] |= 1
            start = rest.find(mark, start + 4)
    return bytes(rest)


small = zipped([(f"d/{i}.yaml", POD % i) for i in range(20)])
tape = tarred([(f"d/{i}.yaml", POD % i) for i in range(20)])
zeros = b"\0" * (64 << 20)
ARCHIVES = {
    "zip": small, "tar": tape, "tar.gz": gzip.compress(tape),
    "bomb": zipped([("a.yaml", b"# " * (100 << 20))]), "gzip bomb": gzip.compress(b"kind: Pod\n" * 20_000_000),
    "bomb passed over": zipped([("a.log", b"\0" * (300 << 20)), ("n.yaml", NAMESPACE.encode())]),
    "bombs": zipped([(f"{i}.yaml", b"# " * (5 << 20)) for i in range(50)]),
    "entries": zipped([(f"{i}.txt", b"") for i in range(120_000)], zipfile.ZIP_STORED),
    "documents": zipped([(f"{i}.yaml", POD % i) for i in range(20_000)]),
    "folders": zipped([(f"{i}/", b"") for i in range(20_000)]),
    "in itself": zipped([("a.zip", zipped([("b.zip", small)]))]), "gzip twice": gzip.compress(gzip.compress(tape)),
    "encrypted": encrypted(small), "empty zip": zipped([]), "empty tar": tarred([]), "only a log": zipped([("a.log", b"x")]),
    "stored": zipped([("a.yaml", NAMESPACE.encode())], zipfile.ZIP_STORED),
    "bzip2 inside": zipped([("a.yaml", NAMESPACE.encode())], zipfile.ZIP_BZIP2),
    "names": zipped([("../" * 2000 + "etc/passwd.yaml", NAMESPACE.encode()), ("/abs.yaml", b"b: 1"),
                     ("a\n---\n# File: b.yaml", b"c: 1"), ("<script>alert(1)</script>.yaml", b"d: 1"), ("‮.yaml", b"e: 1")]),
    "same names": tarred([("a.yaml", POD % i) for i in range(2000)]),
    "links": tarred([(special("a.yaml", tarfile.SYMTYPE, "/etc/passwd"), b""), (special("b.yaml", tarfile.LNKTYPE, "a.yaml"), b""),
                     (special("c.yaml", tarfile.CHRTYPE), b""), (special("d.yaml", tarfile.FIFOTYPE), b"")]),
    "long pax value": gzip.compress(tarred([(pax("a.yaml", {"comment": "x" * (40 << 20)}), b"a: 1")])),
    "long pax name": gzip.compress(tarred([("n" * (20 << 20) + ".yaml", b"a: 1")])),
    "pax nonsense": tarred([(pax("a.yaml", {"size": "-5"}), b"a: 1")]),
    "huge tar entry": header(b"a.yaml", b"77777777777\0") + b"a: 1",
    "negative tar entry": header(b"a.yaml", b"\xff" * 12) + b"a: 1",
    "binary in yaml": zipped([("a.yaml", bytes(range(256)) * 1000), ("n.yaml", NAMESPACE.encode())]),
    "utf-16": zipped([("a.yaml", NAMESPACE.encode("utf-16")), ("n.yaml", NAMESPACE.encode())]),
    "zeros": zipped([("a.yaml", zeros)]), "end first": b"PK\x05\x06" + b"\0" * 18,
    "header only": struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, 0, 0, 65535, 65535),
}
for i in range(40):
    for kind in ("zip", "tar", "tar.gz"):
        ARCHIVES[f"scrambled {kind} {i}"] = scrambled(ARCHIVES[kind], i)
        ARCHIVES[f"cut {kind} {i}"] = ARCHIVES[kind][:len(ARCHIVES[kind]) * i // 40]

client.by_processor = client.PID is not None
for name, data in ARCHIVES.items():
    answer, cluster = add(data, media="application/zip")
    documents = sum(part in name for part in ("documents", "same names")) * 2.0
    slowest = 2 if answer.status == 413 else 0.3 + 0.3 * max(len(data) / 1e6, 1) + documents
    check(name, answer, [201, 400, 413], slowest)
    if cluster is not None:
        if name in ("bomb", "gzip bomb", "links", "only a log"):
            flag(name, "became a cluster")
        delete(cluster)
    elif name in ("zip", "tar", "tar.gz", "documents", "same names", "stored"):
        flag(name, f"{answer.status} {answer.text()}")
done("archives")
