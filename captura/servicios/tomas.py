"""Tomar un perfil para revisarlo: mientras la toma dure, nadie más lo revisa."""

from datetime import timedelta

from captura.models import Adscripcion, Cuestionario, TomaDeRevision
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio

# Se renueva con cada acto de quien lo tiene; si se va a comer, otra persona puede seguir.
DURACION = timedelta(minutes=30)


class PerfilTomado(ErrorDeDominio):
    """Otra persona lo está revisando."""


def toma_vigente(cuestionario: Cuestionario) -> TomaDeRevision | None:
    """Quién lo tiene ahora, o None si nadie o si ya venció."""
    return (
        TomaDeRevision.objects.filter(cuestionario=cuestionario, hasta__gt=reloj.ahora())
        .select_related("usuario")
        .first()
    )


def tomas_vigentes(cuestionarios) -> dict[int, str]:
    """Cuestionario → quién lo tiene ahora, de los dados."""
    vigentes = TomaDeRevision.objects.filter(
        cuestionario__in=[c.pk for c in cuestionarios], hasta__gt=reloj.ahora()
    )
    return {t.cuestionario_id: str(t.usuario) for t in vigentes.select_related("usuario")}


def tomar(cuestionario: Cuestionario, adscripcion: Adscripcion) -> None:
    """Lo toma o renueva la toma. Se llama con el renglón del cuestionario bloqueado.

    Lanza `PerfilTomado` si lo tiene otra persona.
    """
    ahora = reloj.ahora()
    toma = (
        TomaDeRevision.objects.filter(cuestionario=cuestionario).select_related("usuario").first()
    )
    if toma and toma.hasta > ahora and toma.usuario_id != adscripcion.usuario_id:
        raise PerfilTomado(f"{toma.usuario} está revisando este perfil. Tome otro de la cola.")
    toma = toma or TomaDeRevision(cuestionario=cuestionario)
    toma.usuario, toma.hasta = adscripcion.usuario, ahora + DURACION
    toma.save()


def soltar(cuestionario: Cuestionario) -> None:
    TomaDeRevision.objects.filter(cuestionario=cuestionario).delete()
