"""Los formatos en que sale el informe; cada uno es un módulo con `generar(contenido) -> bytes`.

Se importan al pedirlos: Typst y Word no hacen falta para lo demás del sistema.
"""

from importlib import import_module
from types import ModuleType

FORMATOS = ("pdf", "docx")


def formato(clave: str) -> ModuleType:
    if clave not in FORMATOS:
        raise KeyError(clave)
    return import_module(f"informes.formatos.{clave}")
