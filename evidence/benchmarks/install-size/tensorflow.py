"""Add up the files of all packages that an installation of TensorFlow consists of."""

import importlib.metadata
import json

packages = [each for each in importlib.metadata.distributions() if each.name != "pip"]
sizes = {
    package.name: sum(
        path.stat().st_size for file in package.files if (path := file.locate()).is_file()
    )
    for package in packages
}
for name in sorted(sizes, key=sizes.get, reverse=True)[:5]:
    print(f"{name}: {sizes[name] / 1e6:,.0f} MB")
print("RESULT", json.dumps({"installed": sum(sizes.values()) / 1e6, "packages": len(packages)}))
