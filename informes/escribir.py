"""Escribir un archivo desde una orden: queda entero o no queda."""

import os
import tempfile
from pathlib import Path

from django.core.management.base import CommandError


def revisar_salida(salida: Path) -> None:
    if salida.exists() and not salida.is_file():
        raise CommandError(f"No se puede escribir en {salida}: no es un archivo.")
    if not salida.parent.is_dir():
        raise CommandError(f"No se puede escribir en {salida}: no existe la carpeta.")


def escribir(salida: Path, datos: bytes) -> None:
    """O queda el archivo entero o no queda: se escribe aparte y se cambia de nombre."""
    try:
        descriptor, aparte = tempfile.mkstemp(dir=salida.parent, prefix=f".{salida.name}.")
    except OSError as error:
        raise _no_se_pudo(salida, error) from error
    try:
        with os.fdopen(descriptor, "wb") as archivo:
            archivo.write(datos)
        Path(aparte).chmod(0o644)
        Path(aparte).replace(salida)
    except OSError as error:
        Path(aparte).unlink(missing_ok=True)
        raise _no_se_pudo(salida, error) from error


def _no_se_pudo(salida: Path, error: OSError) -> CommandError:
    return CommandError(f"No se pudo escribir {salida}: {error.strerror}.")
