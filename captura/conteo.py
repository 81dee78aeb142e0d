"""Cómo se cuentan los caracteres de un texto. El contador del navegador sigue la misma regla."""

import re

_BLANCOS = re.compile(r"[ \t\u00a0]+")
_RENGLONES = re.compile(r"\s*\n\s*")


def normalizar(texto: str) -> str:
    """Texto con los blancos repetidos en uno y los renglones vacíos fuera: rellenar no suma."""
    texto = texto.replace("\r\n", "\n").replace("\r", "\n")
    return _RENGLONES.sub("\n", _BLANCOS.sub(" ", texto)).strip()


def contar(texto: str, *, con_espacios: bool = True) -> int:
    """Caracteres que cuentan. Con espacios por omisión, como en los datos del INE de 2022."""
    texto = normalizar(texto)
    return len(texto) if con_espacios else len(re.sub(r"\s", "", texto))
