"""Compila `requirements*.in`: `make requisitos` conserva versiones; `ARGS=--upgrade` las sube."""

import os
import shlex
import subprocess
import sys

from scripts import entorno

COMUNES = [
    "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes",
    # Ninguna dirección de índice: cada máquina usa la suya.
    "--no-emit-index-url", "--no-emit-find-links",
]  # fmt: skip


def main() -> None:
    entorno.preparar()
    ambiente = {**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "make requisitos"}
    for nombre in ("requirements", "requirements-dev"):
        orden = [entorno.ENTORNO / "bin" / "uv", *COMUNES, *shlex.split(os.environ.get("ARGS", ""))]
        orden += [f"{nombre}.in", "--output-file", f"{nombre}.txt"]
        subprocess.run(orden, cwd=entorno.RAIZ, env=ambiente, check=True)


if __name__ == "__main__":
    try:
        main()
    except entorno.NoSePuede as error:
        sys.exit(str(error))
