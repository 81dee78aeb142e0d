"""El informe mensual en PDF etiquetado: qué plantilla, qué datos y de qué fecha."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import typst

from conoceles.comun import pdf
from informes.contenido import Contenido

PLANTILLA = Path(__file__).parent.parent / "plantillas" / "informe_mensual.typ"
PUNTOS_POR_PULGADA = 80
TIPO_DE_CONTENIDO = pdf.TIPO_DE_CONTENIDO


def generar(contenido: Contenido) -> bytes:
    """El mismo contenido da siempre los mismos bytes: la fecha es la del informe, no la de hoy."""
    momento = datetime(*contenido.fecha.timetuple()[:3], 12, tzinfo=UTC)
    return pdf.compilar(PLANTILLA, _datos(contenido), momento=momento)


def paginas(contenido: Contenido) -> dict[str, int]:
    """En qué página del PDF empieza cada sección."""
    respuesta = typst.query(
        PLANTILLA.read_bytes(),
        "<paginas>",
        field="value",
        one=True,
        font_paths=pdf.letras(),
        sys_inputs=pdf.entradas(_datos(contenido)),
    )
    return dict(json.loads(respuesta))


def imagenes(contenido: Contenido, *, cuantas: int) -> list[bytes]:
    """Las primeras páginas en PNG, para verlas mientras se trabaja."""
    hechas = typst.compile(
        PLANTILLA.read_bytes(),
        font_paths=pdf.letras(),
        sys_inputs=pdf.entradas(_datos(contenido)),
        format="png",
        ppi=PUNTOS_POR_PULGADA,
    )
    return hechas[:cuantas] if isinstance(hechas, list) else [hechas]


def _datos(contenido: Contenido) -> dict:
    return asdict(contenido) | {"fecha": contenido.fecha.timetuple()[:3]}
