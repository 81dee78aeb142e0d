"""El reloj único del sistema: plazos, historia e informes preguntan aquí la hora.

En la demostración y en las pruebas se puede mover; en producción, intentarlo es un error.
La hora movida se comunica a PostgreSQL (función `conoceles_ahora()`) para que los disparadores
de historia anoten el mismo momento que los servicios.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

_fijado: ContextVar[datetime | None] = ContextVar("reloj_fijado", default=None)


class RelojInmovible(Exception):
    """Se quiso mover el reloj donde los ajustes no lo permiten."""


def ahora() -> datetime:
    """Momento actual, con zona horaria."""
    if (fijado := _fijado.get()) is not None:
        return fijado
    return timezone.now() + timedelta(seconds=settings.RELOJ_DESFASE_SEGUNDOS)


def hoy() -> date:
    """Fecha actual en la zona horaria del instituto."""
    return timezone.localdate(ahora())


def _avisar_a_la_base(momento: datetime | None) -> None:
    valor = momento.isoformat() if momento else ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('conoceles.reloj', %s, false)", [valor])


@contextmanager
def en(momento: datetime) -> Iterator[datetime]:
    """Fija el reloj en `momento` dentro del bloque.

    Lanza `RelojInmovible` si los ajustes no lo permiten y `ValueError` si falta la zona horaria.
    """
    if not settings.RELOJ_AJUSTABLE:
        raise RelojInmovible("El reloj solo se mueve en la demostración y en las pruebas.")
    if timezone.is_naive(momento):
        raise ValueError("El momento necesita zona horaria.")
    anterior = _fijado.get()
    ficha = _fijado.set(momento)
    _avisar_a_la_base(momento)
    try:
        yield momento
    finally:
        _fijado.reset(ficha)
        if not connection.needs_rollback:
            _avisar_a_la_base(anterior)
