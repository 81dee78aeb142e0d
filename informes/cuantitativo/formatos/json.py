"""El archivo de datos."""

from informes.cuantitativo.reporte import Reporte

TIPO_DE_CONTENIDO = "application/json"


def generar(reporte: Reporte) -> bytes:
    return reporte.datos()
