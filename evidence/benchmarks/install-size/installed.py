"""Add up the files of all packages that an installation of a framework consists of."""

import importlib.metadata
import json
from importlib.util import cache_from_source
from pathlib import Path

packages = [each for each in importlib.metadata.distributions() if each.name != "pip"]
sizes = {}
for package in packages:
    files = {Path(file.locate()) for file in package.files}
    files |= {Path(cache_from_source(file)) for file in files if file.suffix == ".py"}
    sizes[package.name] = sum(file.stat().st_size for file in files if file.is_file())
for name in sorted(sizes, key=sizes.get, reverse=True)[:5]:
    print(f"{name}: {sizes[name] / 1e6:,.0f} MB")
print("RESULT", json.dumps({"installed": sum(sizes.values()) / 1e6, "packages": len(packages)}))
