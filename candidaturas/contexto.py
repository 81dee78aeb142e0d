"""Lo que toda página necesita saber, sin tocar la sesión."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from candidaturas import consultas


def general(request) -> dict:
    """`es_demo`, `instituto` (nombre, siglas, área) y `proceso_vigente` (None si no es público)."""
    return {
        "es_demo": settings.ES_DEMO,
        "instituto": settings.INSTITUTO,
        "proceso_vigente": SimpleLazyObject(
            lambda: consultas.proceso_vigente(consultas.procesos_publicos())
        ),
    }
