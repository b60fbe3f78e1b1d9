"""Save an MLP in the format that the argument names and measure the files."""

import json
import sys
from pathlib import Path

import torch
from torch import nn

model = nn.Sequential(
    nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU(), nn.Linear(512, 10)
).eval()
x = torch.ones(1, 784)
folder = Path("saved")
folder.mkdir()

match sys.argv[1]:
    case "state-dict":
        torch.save(model.state_dict(), folder / "model.pt")
    case "export":
        torch.export.save(torch.export.export(model, (x,)), folder / "model.pt2")
    case "onnx":
        torch.onnx.export(model, (x,), folder / "model.onnx", verbose=False)
    case "executorch":
        from executorch.backends.xnnpack.partition.xnnpack_partitioner import XnnpackPartitioner
        from executorch.exir import to_edge_transform_and_lower

        program = torch.export.export(model, (x,))
        lowered = to_edge_transform_and_lower(program, partitioner=[XnnpackPartitioner()])
        (folder / "model.pte").write_bytes(lowered.to_executorch().buffer)
    case "litert":
        import litert_torch

        litert_torch.convert(model, (x,)).export(str(folder / "model.tflite"))

size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
print("RESULT", json.dumps({"weights": size, "program": size}))
