"""Binarize with a straight-through gradient: torch.autograd.Function."""

import json

import torch
from torch import nn


class Sign(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.where(x >= 0, 1.0, -1.0)

    @staticmethod
    def backward(ctx, gradient):
        (x,) = ctx.saved_tensors
        return gradient * (x.abs() <= 1)


class Binarize(nn.Module):
    def forward(self, x):
        return Sign.apply(x)


def gradients_of(layer):
    x = torch.tensor([-2.0, -0.5, 0.0, 0.5, 2.0], requires_grad=True)
    outputs = layer(x)
    (outputs * torch.arange(1.0, 6.0)).sum().backward()
    return outputs.tolist(), x.grad.tolist()


layer = Binarize()
outputs, gradients = gradients_of(layer)
_, compiled_gradients = gradients_of(torch.compile(layer))
print("outputs  ", outputs)
print("gradients", gradients)
print("compiled ", compiled_gradients)
print(
    "RESULT",
    json.dumps(
        {"outputs": outputs, "gradients": gradients, "compiled_gradients": compiled_gradients}
    ),
)
