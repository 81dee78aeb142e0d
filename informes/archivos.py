"""Los bytes de un informe mensual: los congelados si se aprobó; si no, hechos en el momento."""

from informes import formatos
from informes.calendario import Calendario
from informes.contenido import construir
from informes.models import InformeMensual


def archivo_del_informe(calendario: Calendario, informe: InformeMensual, formato: str) -> bytes:
    """`formato`: uno de `formatos.FORMATOS`. De uno aprobado, siempre los mismos bytes."""
    congelado = informe.archivos.filter(clase=formato).first() if informe.es_aprobado else None
    if congelado is None:
        return formatos.formato(formato).generar(construir(calendario, informe))
    with congelado.archivo.open() as archivo:
        return archivo.read()
