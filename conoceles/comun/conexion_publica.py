"""El sitio público se conecta con un rol de PostgreSQL que no puede leer nada privado.

Una sola regla, al revés de lo usual: toda petición va con ese rol, salvo las de RUTAS_PRIVADAS.
Durante la petición la conexión «default» *es* la pública, así que el código de una vista pública no
tiene que acordarse de pedirla ni puede olvidarla (docs/adr/0009).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, connections, transaction

PUBLICA = "publica"


@contextmanager
def _en_lugar_de_default(otra) -> Iterator[None]:
    puesta = connections["default"]
    connections["default"] = otra
    try:
        yield
    finally:
        connections["default"] = puesta


class ConexionPublica:
    """Cambia la conexión según la dirección. Va por dentro de la caché y por fuera de lo demás."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if PUBLICA not in connections.settings or request.path_info.startswith(
            settings.RUTAS_PRIVADAS
        ):
            return self.get_response(request)
        request.conexion_propia = connections["default"]
        with _en_lugar_de_default(connections[PUBLICA]):
            return self.get_response(request)


@contextmanager
def conexion_propia(request) -> Iterator[None]:
    """Lo contrario, para quien trae un folio: solo lo que ese folio nombra se lee así."""
    propia = getattr(request, "conexion_propia", connections["default"])
    with _en_lugar_de_default(propia):
        yield


@contextmanager
def con_rol_publico(*, solo_lectura: bool = False) -> Iterator[None]:
    """Una transacción cuyas consultas corren con el rol público, venga de donde venga la conexión.

    Con la conexión pública el cambio de rol no cambia nada; con otra (las pruebas, o una
    DATABASE_URL_PUBLICA mal puesta), quita los privilegios que sobran.
    """
    rol = connection.ops.quote_name(settings.ROL_PUBLICO)
    ordenes = [f"SET LOCAL ROLE {rol}"]
    if solo_lectura:
        # Una página pública no espera más que esto a la base, pida lo que pida.
        ordenes = [
            "SET TRANSACTION READ ONLY",
            f"SET LOCAL statement_timeout = {settings.PUBLICO_TIEMPO_LIMITE_MS:d}",
            *ordenes,
        ]
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("; ".join(ordenes))
        yield
    if connection.in_atomic_block:
        # Dentro de otra transacción (solo pasa en las pruebas) el rol duraría hasta su final.
        connection.connection.execute("RESET ROLE")
