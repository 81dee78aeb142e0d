"""Los formatos del informe cuantitativo: un módulo cada uno, con `generar(reporte) -> bytes`."""

from importlib import import_module
from types import ModuleType

FORMATOS = ("pdf", "docx", "xlsx", "json")


def formato(clave: str) -> ModuleType:
    if clave not in FORMATOS:
        raise KeyError(clave)
    return import_module(f"informes.cuantitativo.formatos.{clave}")
