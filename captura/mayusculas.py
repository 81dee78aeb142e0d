"""Pasar a minúsculas un texto escrito todo en mayúsculas, sin tocar siglas ni números romanos."""

import re
from collections.abc import Iterable

# Letras que hacen falta para opinar, y qué parte en mayúsculas es «todo en mayúsculas».
LETRAS_MINIMAS = 30
PARTE = 0.7
SIGLAS = frozenset(
    {
        "ASF", "BUAP", "CECYTE", "CDMX", "CFE", "CNDH", "CONAGUA", "CONALEP", "CONAPRED", "CURP",
        "DIF", "EUA", "IEC", "IMSS", "INE", "INEGI", "INFONAVIT", "IPN", "ISSSTE", "ITESM", "IVA",
        "LGBT", "LGBTTTIQ", "OEA", "ONG", "ONU", "OSC", "PIB", "PYMES", "RFC", "SEP", "SEDENA",
        "SNTE", "STEM", "TEC", "TIC", "UAAAN", "UADEC", "UANL", "UNAM", "UNESCO", "UNICEF", "UTT",
        "UVM", "VIH",
    }
)  # fmt: skip
# Nombres que se sabe que llevan mayúscula; los demás los revisa la persona.
PROPIOS = {"mexico": "México", "coahuila": "Coahuila", "zaragoza": "Zaragoza"}
_ROMANO = re.compile(r"(?:X{1,3}(?:IX|IV|V?I{0,3})|IX|IV|VII|VIII|II|III)")
_PALABRA = re.compile(r"[^\W\d_]+")
_INICIO = re.compile(r"(^|[.!?…]\s+|\n\s*(?:[•\-–—]\s*|\d+[.)]\s*)?)([«“\"'(¿¡]*)([^\W\d_])")


def esta_en_mayusculas(texto: str) -> bool:
    letras = [c for c in texto if c.isalpha()]
    if len(letras) < LETRAS_MINIMAS:
        return False
    return sum(c.isupper() for c in letras) / len(letras) >= PARTE


def quitar_mayusculas(texto: str, *, siglas: Iterable[str] = ()) -> str:
    """El texto con mayúscula solo al empezar cada oración, y en siglas y números romanos."""
    conocidas = SIGLAS | {s.upper() for s in siglas}

    def palabra(hallada: re.Match) -> str:
        original = hallada[0]
        if original in conocidas or _ROMANO.fullmatch(original):
            return original
        minuscula = original.lower()
        return PROPIOS.get(minuscula.replace("é", "e"), minuscula)

    texto = _PALABRA.sub(palabra, texto)
    return _INICIO.sub(lambda m: m[1] + m[2] + m[3].upper(), texto)
