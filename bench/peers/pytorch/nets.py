"""The networks of bench/nets in PyTorch, with the shape of one sample and how many classes each place has."""
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import nn


class Net(NamedTuple):
    module: nn.Module
    # Of one sample; of whole numbers below `tokens` where that is given.
    shape: tuple[int, ...]
    classes: int
    tokens: int | None = None


def lenet5() -> Net:
    module = nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(400, 120), nn.ReLU(),
        nn.Linear(120, 84), nn.ReLU(),
        nn.Linear(84, 10),
    )
    return Net(module, (1, 28, 28), 10)


def mlp() -> Net:
    module = nn.Sequential(
        nn.Linear(784, 512), nn.ReLU(),
        nn.Linear(512, 512), nn.ReLU(),
        nn.Linear(512, 10),
    )
    return Net(module, (784,), 10)


def cifar() -> Net:
    module = nn.Sequential(
        nn.Conv2d(3, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(4096, 128), nn.ReLU(),
        nn.Linear(128, 10),
    )
    return Net(module, (3, 32, 32), 10)


def resnet18() -> Net:
    from torchvision.models import resnet18 as published

    module = published(num_classes=10)
    module.conv1 = nn.Conv2d(3, 64, 3, stride=1, padding=1, bias=False)
    module.maxpool = nn.Identity()
    return Net(module, (3, 32, 32), 10)


def mobilenet_v2() -> Net:
    from torchvision.models import mobilenet_v2 as published

    module = published(num_classes=10)
    module.features[0][0].stride = (1, 1)
    return Net(module, (3, 32, 32), 10)


class CharLstm(nn.Module):
    """Scores of the next character at every step."""

    def __init__(self, vocab: int, units: int) -> None:
        super().__init__()
        self.vocab = vocab
        self.lstm = nn.LSTM(vocab, units, num_layers=2, batch_first=True)
        self.scores = nn.Linear(units, vocab)

    def forward(self, text: torch.Tensor) -> torch.Tensor:
        states, _ = self.lstm(F.one_hot(text, self.vocab).float())
        return self.scores(states)


def char_lstm() -> Net:
    return Net(CharLstm(65, 256), (64,), 65, tokens=65)


nets = {make.__name__: make for make in (lenet5, mlp, cifar, resnet18, mobilenet_v2, char_lstm)}
