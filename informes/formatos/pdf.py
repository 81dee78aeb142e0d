"""El informe mensual en PDF etiquetado: qué plantilla, qué datos y de qué fecha."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import typst

from conoceles.comun import pdf
from informes.contenido import Contenido

PLANTILLA = Path(__file__).parent.parent / "plantillas" / "informe_mensual.typ"
PUNTOS_POR_PULGADA = 90
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


def cuantas_paginas(contenido: Contenido) -> int:
    return len(_imagenes(contenido, 20))


def imagen_de_pagina(contenido: Contenido, numero: int) -> bytes | None:
    """La página en PNG, para verla mientras se trabaja; None si no existe."""
    paginas = _imagenes(contenido, PUNTOS_POR_PULGADA)
    return paginas[numero - 1] if 0 < numero <= len(paginas) else None


def _imagenes(contenido: Contenido, ppp: int) -> list[bytes]:
    hechas = typst.compile(
        PLANTILLA.read_bytes(),
        font_paths=pdf.letras(),
        sys_inputs=pdf.entradas(_datos(contenido)),
        format="png",
        ppi=ppp,
    )
    return hechas if isinstance(hechas, list) else [hechas]


def _datos(contenido: Contenido) -> dict:
    return asdict(contenido) | {"fecha": contenido.fecha.timetuple()[:3]}
