"""Ask the package index, through uv, what it has of a package. Nothing is installed."""

import json
import re
import subprocess
import sys
import tomllib

SYSTEMS = {
    "linux_x86_64": "manylinux.*x86_64", "linux_arm64": "manylinux.*aarch64",
    "macos_arm64": "macosx.*arm64", "macos_x86_64": "macosx.*x86_64",
    "windows_x86_64": "win_amd64", "windows_arm64": "win_arm64",
}  # fmt: skip
OLDEST, NEWEST = 9, 15  # of the versions of Python 3 that are looked for


def locked(requirement, minor, *where):
    """What uv takes for a requirement and all that it needs, as pylock.toml says it (PEP 751)."""
    asked = ["--format", "pylock.toml", "--no-header", "--python-version", f"3.{minor}", *where]
    words = [sys.executable, "-m", "uv", "pip", "compile", "-", *asked]
    done = subprocess.run(words, input=requirement, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return {package["name"]: package for package in tomllib.loads(done.stdout)["packages"]}


def files(package):
    """The names of a package's files for each version of Python and each system."""
    return [wheel["url"].rpartition("/")[2] for wheel in package["wheels"]]


def listed(minors):
    """Versions of Python 3 in words: '3.10 to 3.13', 'none'."""
    ends = list(dict.fromkeys([min(minors), max(minors)])) if minors else []
    return " to ".join(f"3.{minor}" for minor in ends) or "none"


def bytes_of(package):
    """What pip would load of it on Linux with Python 3.13, in bytes."""
    fitting = re.compile("(cp313-cp313|abi3|py3|py2.py3)-.*(any|manylinux.*x86_64)[.]whl")
    return next(wheel["size"] for wheel in package["wheels"] if fitting.search(wheel["url"]))


name, with_cuda, *options = sys.argv[1:]
newest = locked(name, 13, "--universal", *options)[name]
version = newest["version"]
found = next(  # the oldest Python that this version still takes
    package
    for minor in range(OLDEST, NEWEST)
    if (package := locked(name, minor, "--universal", *options)[name])["version"] == version
)
tags = re.findall(r"-cp3(\d+)-cp3\d+(t?)-", " ".join(files(found)))
pythons = {int(minor) for minor, free in tags if not free}
free_threaded = {int(minor) for minor, free in tags if free}
on_linux = locked(f"{with_cuda}=={version}", 13, "--python-platform", "x86_64-manylinux_2_28")
cuda = next(p["version"] for n, p in on_linux.items() if n.startswith("nvidia-cuda-runtime"))

result = {
    "version": version,
    "published": str(min(wheel["upload-time"] for wheel in found["wheels"]).date()),
    "pythons": listed(pythons),
    "free_threaded": listed(free_threaded),
    **{f"python_3_{minor}": minor in pythons for minor in (14, 15)},
    **{key: any(re.search(tag, file) for file in files(found)) for key, tag in SYSTEMS.items()},
    "cuda": ".".join(cuda.split(".")[:2]),
    "cuda_gigabytes": round(sum(map(bytes_of, on_linux.values())) / 1e9, 1),
}
for key, value in result.items():
    print(f"{key}: {value}")
print("files:", *files(found), sep="\n  ")
print("RESULT", json.dumps(result))
