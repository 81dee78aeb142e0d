"""Cómo se cuentan los caracteres de un texto. El contador del navegador sigue la misma regla."""

import re

_RENGLONES = re.compile(r"\s*\n\s*")


def normalizar(texto: str) -> str:
    """Texto con los blancos repetidos en uno y los renglones vacíos fuera: rellenar no suma."""
    texto = texto.replace("\r\n", "\n").replace("\r", "\n")
    texto = texto.replace("\t", " ").replace("\u00a0", " ")
    # Sin expresión regular, que recorre el texto espacio por espacio: el tablero mide cientos.
    while "  " in texto:
        texto = texto.replace("  ", " ")
    if "\n" in texto:
        texto = _RENGLONES.sub("\n", texto)
    return texto.strip()


def contar(texto: str, *, con_espacios: bool = True) -> int:
    """Caracteres que cuentan. Con espacios por omisión, como en los datos del INE de 2022."""
    texto = normalizar(texto)
    return len(texto) if con_espacios else len(re.sub(r"\s", "", texto))
