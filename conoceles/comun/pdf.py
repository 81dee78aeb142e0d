"""PDF etiquetado (PDF/UA-1) con Typst. El contenido entra como datos: ningún texto es marcado."""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

TIPO_DE_CONTENIDO = "application/pdf"

# Lo que la letra del documento sabe dibujar. PDF/UA rehúsa un documento con un carácter sin dibujo,
# así que lo demás (un emoji) se escribe con su código en vez de impedir el documento.
SIN_DIBUJO = re.compile(
    "[^\n -~\u00a0-\u00ac\u00ae-\u02ff\u0391-\u03a1\u03a3-\u03ce\u0400-\u045f\u1e00-\u1eff"
    "\u2000-\u200a\u2010-\u2027\u202f-\u2040\u20a0-\u20bf\u2100-\u211e\u2190-\u21ff\u2200-\u22ff"
    "\u25a0-\u25ff]"
)


def compilar(
    plantilla: Path,
    contenido: Mapping[str, Any],
    *,
    momento: datetime,
    archivos: Mapping[str, bytes] | None = None,
) -> bytes:
    """El mismo contenido da siempre los mismos bytes: `momento` es el suyo, no el de hoy.

    `archivos`: las imágenes, que la plantilla lee de `sys.inputs.archivos`.
    """
    # Como listas de bytes: Typst solo recibe texto, y así no hay carpeta que crear ni que borrar.
    imagenes = {nombre: list(datos) for nombre, datos in (archivos or {}).items()}
    return typst.compile(
        plantilla.read_bytes(),
        font_paths=letras(),
        sys_inputs=entradas(contenido) | {"archivos": json.dumps(imagenes)},
        pdf_standards=["ua-1"],
        # Un PDF anota segundos enteros, y Typst rehúsa lo demás.
        timestamp=momento.replace(microsecond=0),
    )


def entradas(contenido: Mapping[str, Any]) -> dict[str, str]:
    return {"contenido": json.dumps(_dibujable(contenido), ensure_ascii=False)}


@cache
def letras() -> typst.Fonts:
    """Solo las letras que vienen con Typst: el documento es el mismo en cualquier máquina."""
    return typst.Fonts(include_system_fonts=False)


def _dibujable(valor):
    if isinstance(valor, str):
        return SIN_DIBUJO.sub(_con_codigo, valor)
    if isinstance(valor, Mapping):
        return {clave: _dibujable(v) for clave, v in valor.items()}
    if isinstance(valor, list | tuple):
        return [_dibujable(v) for v in valor]
    return valor


def _con_codigo(hallado: re.Match) -> str:
    caracter = hallado.group()
    if unicodedata.category(caracter) == "Zs":
        return " "
    return f"[U+{ord(caracter):04X}]"
