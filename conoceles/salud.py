"""`/salud/`: si responden la base, Redis y el trabajador; y si no, cuál falta."""

import time

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connections, transaction
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from psycopg_pool import PoolTimeout
from redis.exceptions import RedisError

from conoceles.celery import LATIDO

SEGUNDOS_SIN_LATIDO = 45


def _base() -> bool:
    try:
        for alias in connections:
            with connections[alias].cursor() as cursor:
                cursor.execute("SELECT 1")
    except (DatabaseError, PoolTimeout):
        return False
    return True


def _redis_y_trabajador() -> tuple[bool, bool]:
    try:
        latido = cache.get(LATIDO)
    except (RedisError, OSError):
        return False, False
    return True, latido is not None and time.time() - latido < SEGUNDOS_SIN_LATIDO


@login_not_required
@require_safe
@never_cache
@transaction.non_atomic_requests
def salud(request):
    """200 si todo responde; 503 con la lista de lo que falta."""
    redis, trabajador = _redis_y_trabajador()
    partes = {"base_de_datos": _base(), "redis": redis, "trabajador": trabajador}
    faltan = [parte for parte, responde in partes.items() if not responde]
    return JsonResponse(
        {"estado": "falla" if faltan else "bien", **partes, "faltan": faltan},
        status=503 if faltan else 200,
    )
