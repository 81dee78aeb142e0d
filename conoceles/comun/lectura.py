"""Vistas públicas que no pueden escribir, porque PostgreSQL no las deja."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.db import connection, transaction
from django.views.decorators.http import require_safe


def solo_lectura(vista):
    """Vista pública: sin cuenta, solo GET y HEAD, dentro de una transacción READ ONLY.

    La vista debe devolver la respuesta ya hecha (`render`), no una plantilla diferida.
    """

    @login_not_required
    @require_safe
    @transaction.non_atomic_requests
    @wraps(vista)
    def envoltura(request, *args, **kwargs):
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            return vista(request, *args, **kwargs)

    return envoltura
