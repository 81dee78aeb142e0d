"""Ortografía con el diccionario de español de México de LibreOffice y la lista de palabras.

Un diccionario no sabe de siglas ni de nombres propios: las siglas van en la lista, y una palabra
con mayúscula a media oración solo se señala si se parece a un nombre oficial (un municipio, el
título del sistema), que es donde importa.
"""

import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from spylls.hunspell import readers
from spylls.hunspell.dictionary import Dictionary

CARPETA = Path(__file__).parent
PALABRAS = json.loads((CARPETA / "palabras.json").read_text(encoding="utf-8"))
PERMITIDAS = frozenset(PALABRAS["permitidas"])
SIGLAS = frozenset(PALABRAS["siglas"])

PALABRA = re.compile(r"[^\W\d_]+")
# Números de acuerdo y de oficio, direcciones: no son palabras.
NO_ES_TEXTO = re.compile(r"\S*\d\S*|\S+@\S+|\S*/\S*/\S*|https?://\S+")
LETRAS = "abcdefghijklmnñopqrstuvwxyzáéíóúü"
SUGERENCIAS = 3


class _Leido(readers.file_reader.BaseReader):
    """Un archivo del diccionario, leído entero: el lector de la biblioteca no cierra los suyos."""

    def __init__(self, nombre: str):
        ruta = CARPETA / "diccionario" / nombre
        super().__init__(io.StringIO(ruta.read_text(encoding="utf-8")))

    def reset_encoding(self, encoding):
        """El archivo dice su codificación, y ya se leyó con esa."""


@cache
def _diccionario() -> Dictionary:
    afijos, contexto = readers.read_aff(_Leido("es_MX.aff"))
    return Dictionary(afijos, readers.read_dic(_Leido("es_MX.dic"), aff=afijos, context=contexto))


@lru_cache(maxsize=20_000)
def _en_el_diccionario(palabra: str) -> bool:
    """En minúsculas, o con la mayúscula de un nombre propio que el diccionario trae."""
    return (
        palabra in PERMITIDAS
        or _diccionario().lookup(palabra)
        or _diccionario().lookup(palabra.capitalize())
    )


def llana(texto: str) -> str:
    """Sin acentos ni mayúsculas; la ñ se conserva."""
    marcas = unicodedata.normalize("NFD", texto.lower().replace("ñ", "\0"))
    return "".join(c for c in marcas if not unicodedata.combining(c)).replace("\0", "ñ")


class Ortografia:
    """`nombres`: los oficiales (municipios, instituto, título del sistema), bien escritos."""

    def __init__(self, nombres: Iterable[str]):
        palabras = {p for nombre in nombres for p in PALABRA.findall(nombre) if len(p) > 3}
        self.oficiales = {llana(palabra): palabra.lower() for palabra in sorted(palabras)}

    def faltas(self, texto: str) -> Iterator[tuple[str, list[str]]]:
        """Cada palabra que parece mal escrita, como está, y hasta tres maneras de enmendarla."""
        limpio = NO_ES_TEXTO.sub(lambda m: " " * len(m[0]), texto)
        en_mayusculas = _va_en_mayusculas(limpio)
        for hallada in PALABRA.finditer(limpio):
            palabra = hallada[0]
            if len(palabra) < 3 or palabra in SIGLAS or self._existe(palabra.lower()):
                continue
            sugerencias = self._sugerencias(palabra)
            propio = _es_nombre_propio(limpio, hallada, en_mayusculas=en_mayusculas)
            if propio and not any(llana(s) in self.oficiales for s in sugerencias):
                continue
            yield palabra, sugerencias

    def _existe(self, palabra: str) -> bool:
        return _en_el_diccionario(palabra) or self.oficiales.get(llana(palabra)) == palabra

    def _sugerencias(self, palabra: str) -> list[str]:
        minuscula = palabra.lower()
        halladas = {
            self.oficiales.get(llana(candidata), candidata)
            for candidata in {minuscula, *_a_un_cambio(minuscula)}
            if llana(candidata) in self.oficiales or _en_el_diccionario(candidata)
        }
        # Primero lo que solo cambia un acento; luego los nombres oficiales.
        orden = sorted(
            halladas,
            key=lambda s: (llana(s) != llana(minuscula), llana(s) not in self.oficiales, s),
        )
        return [_como(palabra, s) for s in orden[:SUGERENCIAS]]


def _va_en_mayusculas(texto: str) -> bool:
    letras = [c for c in texto if c.isalpha()]
    return sum(c.isupper() for c in letras) * 2 > len(letras)


def _es_nombre_propio(texto: str, hallada: re.Match, *, en_mayusculas: bool) -> bool:
    """Con mayúscula sin que la pida el principio de una oración, o una sigla entre minúsculas."""
    palabra = hallada[0]
    if not palabra[0].isupper():
        return False
    if palabra.isupper():
        return not en_mayusculas
    anterior = texto[: hallada.start()].rstrip(" \n“\"'«(¡¿")
    return bool(anterior) and anterior[-1] not in ".:;!?"


def _a_un_cambio(palabra: str) -> set[str]:
    cortes = [(palabra[:i], palabra[i:]) for i in range(len(palabra) + 1)]
    return {
        *(a + b[1:] for a, b in cortes if b),
        *(a + b[1] + b[0] + b[2:] for a, b in cortes if len(b) > 1),
        *(a + c + b[1:] for a, b in cortes if b for c in LETRAS),
        *(a + c + b for a, b in cortes for c in LETRAS),
    }


def _como(original: str, palabra: str) -> str:
    if original.isupper():
        return palabra.upper()
    return palabra.capitalize() if original[0].isupper() else palabra
