"""Lo que la API promete en su esquema lo cumple, con entradas que nadie escribiría a mano."""

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck

from conoceles.wsgi import application
from tests.almacen import vaciar_redis
from tests.fabricas import CandidaturaFactory, CompromisoPublicadoFactory, PerfilFactory

pytestmark = pytest.mark.django_db
# El freno de la API y los métodos que no están en el esquema tienen su prueba aparte.
COMPROBACIONES = [
    schemathesis.checks.not_a_server_error,
    schemathesis.checks.status_code_conformance,
    schemathesis.checks.content_type_conformance,
    schemathesis.checks.response_schema_conformance,
    schemathesis.checks.response_headers_conformance,
]


@pytest.fixture
def misma_conexion():
    """Al terminar cada petición, Django soltaría la conexión en que esta prueba escribió."""
    senales = (request_started, request_finished)
    for senal in senales:
        senal.disconnect(close_old_connections)
    yield
    for senal in senales:
        senal.connect(close_old_connections)


@pytest.fixture
def operaciones(settings, misma_conexion):
    """Las del esquema que la propia API sirve, con datos que las llenan."""
    perfil = PerfilFactory(con_foto=True)
    CompromisoPublicadoFactory(candidatura=perfil.candidatura)
    CandidaturaFactory.create_batch(3)
    esquema = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", application)
    yield [resultado.ok() for resultado in esquema.get_all_operations()]
    # Lo que aquí se pidió cuenta para el freno: la prueba siguiente lo encontraría puesto.
    vaciar_redis()


def probar(operaciones, ejemplos: int) -> set[str]:
    vistas = set()
    for operacion in operaciones:

        @hypothesis.given(caso=operacion.as_strategy())
        @hypothesis.settings(
            max_examples=ejemplos,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        def una(caso):
            respuesta = caso.call()
            caso.validate_response(respuesta, checks=COMPROBACIONES)

        una()
        vistas.add(operacion.path)
    return vistas


def test_la_api_cumple_su_esquema(operaciones):
    vistas = probar(operaciones, ejemplos=12)
    assert {"/api/v1/candidaturas/", "/api/v1/candidaturas/{id}/", "/api/v1/procesos/"} <= vistas


@pytest.mark.largo
def test_la_api_cumple_su_esquema_con_muchas_entradas(operaciones):
    probar(operaciones, ejemplos=400)
