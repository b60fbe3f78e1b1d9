"""Train a small classifier with Lightning on PyTorch."""

import json

import numpy as np
import pytorch_lightning as lightning
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

# Data and start weights, the same for every program of this pair.
numbers = np.random.default_rng(7)
inputs = numbers.normal(size=(1024, 20)).astype("float32")
labels = (inputs @ numbers.normal(size=(20, 5))).argmax(axis=1)
start = [numbers.normal(size=shape).astype("float32") * 0.2 for shape in [(20, 64), (64, 5)]]

model = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 5))
with torch.no_grad():
    for layer, weight in zip([model[0], model[2]], start):
        layer.weight.copy_(torch.from_numpy(weight.T))
        layer.bias.zero_()


class Classifier(lightning.LightningModule):
    def __init__(self):
        super().__init__()
        self.model = model
        self.loss_fn = nn.CrossEntropyLoss()

    def training_step(self, batch):
        x, y = batch
        return self.loss_fn(self.model(x), y)

    def test_step(self, batch):
        x, y = batch
        predictions = self.model(x)
        self.log("loss", self.loss_fn(predictions, y))
        self.log("accuracy", (predictions.argmax(dim=1) == y).float().mean())

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=0.001)


loader = DataLoader(
    TensorDataset(torch.from_numpy(inputs), torch.from_numpy(labels)), batch_size=32
)
classifier = Classifier()
quiet = {"enable_progress_bar": False, "enable_model_summary": False}
trainer = lightning.Trainer(max_epochs=20, logger=False, enable_checkpointing=False, **quiet)
trainer.fit(classifier, loader)

metrics = trainer.test(classifier, loader, verbose=False)[0]
loss, accuracy = metrics["loss"], metrics["accuracy"]
print(f"loss {loss:.4f}, accuracy {accuracy:.3f}")
print("RESULT", json.dumps({"loss": loss, "accuracy": accuracy}))
