"""Dónde están los programas de los servidores y dónde se ponen sus sockets."""

import hashlib
import importlib.util
import os
import sys
import tempfile
from pathlib import Path

from conoceles.embebidos.usuario import Cuenta, ErrorDeArranque

# sun_path admite 108 bytes con el nulo final y PostgreSQL añade `/.s.PGSQL.5432`.
LARGO_DE_SOCKET = 107 - len("/.s.PGSQL.5432")


def programas(paquete: str, *partes: str) -> Path:
    especificacion = importlib.util.find_spec(paquete)
    if especificacion is not None and especificacion.origin is not None:
        return Path(especificacion.origin).parent.joinpath(*partes)
    # scripts/entorno.py deja aquí el programa cuando el paquete no admite este Python.
    aparte = Path(sys.prefix, paquete, paquete, *partes)
    if aparte.exists():
        return aparte
    raise ErrorDeArranque(
        f"Falta el paquete {paquete}: defina DATABASE_URL y REDIS_URL o instale "
        "requirements-dev.txt."
    )


def carpeta_de_sockets(datos: Path) -> Path:
    """Dentro de los datos si el nombre cabe; si no, una carpeta corta que depende de ellos."""
    propia = datos / "s"
    if len(os.fsencode(propia)) <= LARGO_DE_SOCKET:
        return propia
    huella = hashlib.sha256(os.fsencode(datos)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"conoceles-{os.geteuid()}-{huella}"


def preparar_sockets(datos: Path, cuenta: Cuenta) -> Path:
    sockets = carpeta_de_sockets(datos)
    sockets.mkdir(mode=0o700, exist_ok=True)
    estado = sockets.lstat()
    # El nombre en /tmp es previsible: otra persona pudo haberlo creado antes.
    if sockets.is_symlink() or estado.st_uid not in {os.geteuid(), cuenta.uid}:
        raise ErrorDeArranque(f"La carpeta {sockets} pertenece a otra persona; bórrela.")
    os.chown(sockets, cuenta.uid, cuenta.gid)
    sockets.chmod(0o700)
    return sockets
