"""Con qué codificación viene escrito un CSV."""

import codecs
import hashlib
from pathlib import Path

TAMANO_DE_BLOQUE = 1 << 20


def huella_de_archivo(ruta: Path) -> str:
    with ruta.open("rb") as archivo:
        return hashlib.file_digest(archivo, "sha256").hexdigest()


def detectar(ruta: Path) -> str:
    """`utf-16`, `utf-8-sig` o `cp1252`. Un solo byte ajeno descarta UTF-8."""
    decodificador = codecs.getincrementaldecoder("utf-8")()
    with ruta.open("rb") as archivo:
        bloque = archivo.read(TAMANO_DE_BLOQUE)
        if bloque.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        try:
            while bloque:
                decodificador.decode(bloque)
                bloque = archivo.read(TAMANO_DE_BLOQUE)
            decodificador.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"
