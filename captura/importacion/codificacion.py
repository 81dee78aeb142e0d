"""Codificación de los CSV, y reparación del texto UTF-8 que alguien leyó como Windows-1252."""

import codecs
import hashlib
import re
from pathlib import Path

TAMANO_DE_BLOQUE = 1 << 20


def _byte_sin_caracter(error: UnicodeError):
    """Windows-1252 deja cinco bytes sin carácter; se conservan como control y se anotan después."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("conoceles_1252", _byte_sin_caracter)


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


def _tabla_1252() -> dict[str, int]:
    return {bytes([b]).decode("cp1252", errors="conoceles_1252"): b for b in range(0x80, 0x100)} | {
        chr(b): b for b in range(0x80, 0xA0)
    }


_BYTE = _tabla_1252()
_SIGUE = "[" + re.escape("".join(c for c, b in _BYTE.items() if 0x80 <= b <= 0xBF)) + "]"
# Solo los arranques que da el español: letras y signos de Latin-1 (Â, Ã), comillas, rayas y
# viñetas (â) y emojis (ð). «CAFÉ”» también parece UTF-8 leído al revés, y no lo es.
_DOBLE = re.compile(f"[ÂÃ]{_SIGUE}|â{_SIGUE}{{2}}|ð{_SIGUE}{{3}}")


def _descodificar(hallazgo: re.Match) -> str:
    try:
        return bytes(_BYTE[c] for c in hallazgo[0]).decode("utf-8")
    except UnicodeDecodeError:
        return hallazgo[0]


def reparar(texto: str) -> str:
    """Deshace la doble codificación (y la triple); un texto sano queda igual."""
    for _ in range(3):
        if texto.isascii():
            break
        reparado = _DOBLE.sub(_descodificar, texto)
        if reparado == texto:
            break
        texto = reparado
    return texto
