"""Aplicar una vista previa ya leída por una persona: todo o nada."""

from django.core.exceptions import PermissionDenied

from captura.hojas.revision import Renglon, Suerte
from captura.models import Adscripcion, Cuestionario
from captura.servicios.captura import EdicionSimultanea, guardar_cuestionario
from conoceles.comun.errores import ErrorDeDominio

NO_SE_APLICO = "No se aplicó nada: suba la hoja otra vez para ver cómo está ahora."


class NoSeAplica(ErrorDeDominio):
    """La vista previa ya no vale, o tiene errores. No se escribió nada."""


def aplicar_hoja(renglones: list[Renglon], adscripcion: Adscripcion, avance) -> int:
    """Guarda los cambios de cada renglón y devuelve cuántas candidaturas cambiaron.

    Se llama dentro de una transacción: si un renglón no puede, ninguno queda. Lanza `NoSeAplica`.
    """
    if any(r.suerte is Suerte.ERROR for r in renglones):
        raise NoSeAplica("La hoja tiene errores. Corríjalos y súbala de nuevo.")
    # Siempre en el mismo orden: dos hojas a la vez se esperan, no se traban.
    por_cambiar = sorted(
        (r for r in renglones if r.suerte is Suerte.CAMBIA), key=lambda r: r.cuestionario or 0
    )
    for hechos, renglon in enumerate(por_cambiar, start=1):
        avance(hechos, len(por_cambiar))
        _guardar(renglon, adscripcion)
    return len(por_cambiar)


def _guardar(renglon: Renglon, adscripcion: Adscripcion) -> None:
    quien = f"Fila {renglon.fila}, {renglon.nombre}"
    try:
        guardar_cuestionario(
            cuestionario=Cuestionario(pk=renglon.cuestionario),
            campos={campo: despues for campo, (_, despues) in renglon.cambios.items()},
            version=renglon.version,
            adscripcion=adscripcion,
        )
    except EdicionSimultanea as error:
        raise NoSeAplica(
            f"{quien}: otra persona guardó cambios después de esta vista previa. {NO_SE_APLICO}"
        ) from error
    except (PermissionDenied, Cuestionario.DoesNotExist) as error:
        raise NoSeAplica(f"{quien}: ya no puede editarse. {NO_SE_APLICO}") from error
