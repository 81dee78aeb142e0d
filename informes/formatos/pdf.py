"""PDF etiquetado (PDF/UA-1) con Typst. El contenido entra como datos: ningún texto es marcado."""

import json
import re
import unicodedata
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import typst

from informes.contenido import Contenido

PLANTILLA = Path(__file__).parent.parent / "plantillas" / "informe_mensual.typ"
TIPO_DE_CONTENIDO = "application/pdf"

# Lo que la letra del documento sabe dibujar. PDF/UA rehúsa un documento con un carácter sin dibujo,
# así que lo demás (un emoji) se escribe con su código en vez de impedir el informe.
SIN_DIBUJO = re.compile(
    "[^\n -~\u00a0-\u00ac\u00ae-\u02ff\u0391-\u03a1\u03a3-\u03ce\u0400-\u045f\u1e00-\u1eff"
    "\u2000-\u200a\u2010-\u2027\u202f-\u2040\u20a0-\u20bf\u2100-\u211e\u2190-\u21ff\u2200-\u22ff"
    "\u25a0-\u25ff]"
)


def generar(contenido: Contenido) -> bytes:
    """El mismo contenido da siempre los mismos bytes: la fecha es la del informe, no la de hoy."""
    return typst.compile(
        PLANTILLA.read_bytes(),
        font_paths=_letras(),
        sys_inputs=_entradas(contenido),
        pdf_standards=["ua-1"],
        timestamp=datetime(*contenido.fecha.timetuple()[:3], 12, tzinfo=UTC),
    )


def paginas(contenido: Contenido) -> dict[str, int]:
    """En qué página del PDF empieza cada sección."""
    respuesta = typst.query(
        PLANTILLA.read_bytes(),
        "<paginas>",
        field="value",
        one=True,
        font_paths=_letras(),
        sys_inputs=_entradas(contenido),
    )
    return dict(json.loads(respuesta))


def _entradas(contenido: Contenido) -> dict[str, str]:
    datos = asdict(contenido) | {"fecha": contenido.fecha.timetuple()[:3]}
    return {"contenido": json.dumps(_dibujable(datos), ensure_ascii=False)}


@cache
def _letras() -> typst.Fonts:
    """Solo las letras que vienen con Typst: el documento es el mismo en cualquier máquina."""
    return typst.Fonts(include_system_fonts=False)


def _dibujable(valor):
    if isinstance(valor, str):
        return SIN_DIBUJO.sub(_con_codigo, valor)
    if isinstance(valor, dict):
        return {clave: _dibujable(v) for clave, v in valor.items()}
    if isinstance(valor, list | tuple):
        return [_dibujable(v) for v in valor]
    return valor


def _con_codigo(hallado: re.Match) -> str:
    caracter = hallado.group()
    if unicodedata.category(caracter) == "Zs":
        return " "
    return f"[U+{ord(caracter):04X}]"
