"""Redis como ayuda, nunca como requisito: si no responde, el sitio sigue sin lo que Redis daba."""

import logging
import time
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings

if TYPE_CHECKING:
    from redis import Redis

bitacora = logging.getLogger(__name__)

T = TypeVar("T")
ESPERA_MAXIMA = 0.25
# Tras una falla no se vuelve a preguntar durante un momento: un Redis colgado costaría la espera
# máxima a cada página.
DESCANSO = 2.0
_caido_hasta: dict[str, float] = {}


@cache
def _cliente(url: str) -> "Redis":
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return Redis.from_url(
        url,
        socket_timeout=ESPERA_MAXIMA,
        socket_connect_timeout=ESPERA_MAXIMA,
        retry=Retry(NoBackoff(), 0),
    )


def intentar(accion: Callable[[Any], T], *, si_falla: T, siempre: bool = False) -> T:
    """Lo que devuelva `accion(redis)`, o `si_falla` si Redis no responde.

    `siempre`: preguntar aunque acabe de fallar (avisar de un cambio no se deja para después).
    """
    # Cargar el cliente de Redis cuesta 20 MB: las órdenes que no lo usan no lo cargan.
    from redis.exceptions import RedisError

    url = settings.REDIS_URL
    if not siempre and time.monotonic() < _caido_hasta.get(url, 0):
        return si_falla
    try:
        return accion(_cliente(url))
    except (RedisError, OSError) as error:
        _caido_hasta[url] = time.monotonic() + DESCANSO
        bitacora.warning("Redis no respondió: %s", error)
        return si_falla
