"""Lo que se quita a un texto ajeno antes de guardarlo, venga de un archivo o pegado de Word."""

import codecs
import re
import unicodedata

_SALTOS = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
_ESPACIOS = re.compile("[\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLES = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\ufff0-\ufffb]"
    # El ligador de emojis se conserva entre emojis y estorba entre letras.
    "|(?<![\u2190-\U0010ffff])\u200d|\u200d(?![\u2190-\U0010ffff])"
)
_CONTROL_1252 = {
    b: caracter
    for b in range(0x80, 0xA0)
    if (caracter := bytes([b]).decode("cp1252", errors="ignore")) and b != 0x85
}

# Word pone sus viñetas con letras de la fuente Symbol o con una «o» y un tabulador.
_VINETA = re.compile(
    "^[ \t\u00a0]*(?:[\uf000-\uf0ff▪▫■□●○◦‣⁃∙•·]|[o§](?=\t))[ \t\u00a0]*", re.MULTILINE
)


def _byte_sin_caracter(error: UnicodeError):
    """Windows-1252 deja cinco bytes sin carácter; se conservan como control y se anotan después."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("conoceles_1252", _byte_sin_caracter)


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


def sin_invisibles(texto: str) -> str:
    """Sin caracteres de control, de ancho cero ni que cambien el sentido de la escritura.

    Los saltos de línea raros se vuelven saltos; los espacios raros, espacios; y cada letra se une
    con su acento. Comillas tipográficas, rayas y emojis se conservan.
    """
    texto = unicodedata.normalize("NFC", texto).translate(_CONTROL_1252)
    texto = _INVISIBLES.sub("", _SALTOS.sub("\n", _ESPACIOS.sub(" ", texto)))
    # Quitar lo invisible puede dejar juntos una letra y su acento.
    return unicodedata.normalize("NFC", texto)


def limpiar_pegado(texto: str) -> str:
    """Lo pegado de un procesador de textos, con sus viñetas como «• » y sin lo invisible."""
    return sin_invisibles(_VINETA.sub("• ", texto))
