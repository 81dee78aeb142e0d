"""Celdas que una hoja de cálculo no puede tomar por fórmulas."""

from typing import Any

# Con estos comienzos Excel, LibreOffice o Sheets calculan en vez de mostrar. El apóstrofo también
# se protege para que siempre se pueda deshacer: quitar uno, y solo uno, devuelve el original.
COMIENZOS_PELIGROSOS = tuple("=+-@\t\r\n'＝＋－＠")


def segura(valor: Any) -> Any:
    """El mismo valor; a un texto que empezaría una fórmula se le antepone un apóstrofo."""
    if isinstance(valor, str) and valor.startswith(COMIENZOS_PELIGROSOS):
        return f"'{valor}"
    return valor


def original(celda: str) -> str:
    """Lo contrario de `segura`."""
    if celda.startswith("'") and celda[1:].startswith(COMIENZOS_PELIGROSOS):
        return celda[1:]
    return celda
