"""PDF etiquetado (PDF/UA-1)."""

from datetime import UTC
from pathlib import Path

from django.conf import settings

from conoceles.comun import pdf
from informes import textos
from informes.cuantitativo.reporte import Reporte

PLANTILLA = Path(__file__).parent.parent.parent / "plantillas" / "informe_cuantitativo.typ"
TIPO_DE_CONTENIDO = pdf.TIPO_DE_CONTENIDO


def generar(reporte: Reporte) -> bytes:
    return pdf.compilar(PLANTILLA, contenido(reporte), momento=reporte.corte.astimezone(UTC))


def contenido(reporte: Reporte) -> dict:
    """Lo que dicen por igual el PDF y el Word: todo texto."""
    fecha = reporte.corte.timetuple()[:3]
    cambios = [
        [tabla, fila, str(antes), str(ahora)] for tabla, fila, antes, ahora in reporte.cambios()
    ]
    return {
        "titulo": reporte.titulo,
        "autoria": settings.INSTITUTO["area"],
        "fecha": fecha,
        "marcas": list(reporte.marcas),
        "encabezado": list(textos.encabezado(reporte.proceso)),
        "proceso": reporte.proceso.nombre,
        "corte": f"Corte: {reporte.momento}",
        "huella": f"SHA-256 del archivo de datos: {reporte.huella()}",
        "tablas": [
            {
                "titulo": f"{tabla.clave}. {tabla.titulo}",
                "nota": tabla.nota,
                "columnas": list(tabla.columnas),
                "filas": [[str(celda) for celda in fila] for fila in tabla.filas],
                "con_total": tabla.con_total,
            }
            for tabla in reporte.tablas
        ],
        "cambios": cambios,
        "anterior": reporte.anterior.momento if reporte.anterior else "",
    }
