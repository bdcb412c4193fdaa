"""
PyTorch as a contestant of `npm run bench`: speaks JSON lines over stdin and stdout, as bench/peers/protocol.ts says. A
step is forward, cross-entropy, backward and SGD with momentum on one batch of random numbers of a fixed seed.
"""
import json
import sys
import time

SEED = 1


def say(message: dict) -> None:
    print(json.dumps(message), flush=True)


try:
    import torch
    import torchvision
except ImportError as error:
    say({"absent": f"{sys.executable} has no {error.name}.", "missing": True})
    sys.exit(0)

import torch.nn.functional as F

from nets import nets


def main() -> None:
    setup = json.loads(sys.stdin.readline())
    torch.set_num_threads(setup["threads"])
    now = time.process_time if setup["clock"] == "processor" else time.perf_counter
    torch.manual_seed(SEED)
    net = nets[setup["net"]]()
    batch = setup["batch"]
    module = net.module.train()
    if net.tokens is None:
        x = torch.randn(batch, *net.shape)
        targets = torch.randint(net.classes, (batch,))
    else:
        x = torch.randint(net.tokens, (batch, *net.shape))
        targets = torch.randint(net.classes, (batch * net.shape[0],))
    optimizer = torch.optim.SGD(module.parameters(), lr=setup["lr"], momentum=setup["momentum"])

    def step() -> float:
        optimizer.zero_grad()
        loss = F.cross_entropy(module(x).reshape(-1, net.classes), targets)
        loss.backward()
        optimizer.step()
        return loss.item()

    say({
        "device": torch.backends.cpu.get_cpu_capability(),
        "threads": torch.get_num_threads(),
        "versions": {"pytorch": torch.__version__},
        "params": sum(p.numel() for p in module.parameters() if p.requires_grad),
    })
    for line in sys.stdin:
        times = []
        loss = float("nan")
        for _ in range(json.loads(line)["steps"]):
            begun = now()
            loss = step()
            times.append(1000 * (now() - begun))
        say({"times": times, "loss": loss})


main()
