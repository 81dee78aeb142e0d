"""Lo común a las pruebas de lo público."""

from datetime import timedelta

import pytest


@pytest.fixture
def sorteado(db):
    """La huella del sorteo se publicó hace sesenta días: hoy es el número 60 que se sortea."""
    from candidaturas import sorteo
    from conoceles.comun import reloj

    with reloj.en(reloj.ahora() - timedelta(days=60)):
        return sorteo.comprometer()


@pytest.fixture
def registro_en_memoria(settings):
    """Como se sirve: lo que casi nunca cambia ya está leído."""
    from candidaturas import frescura, indice
    from tests.almacen import vaciar_redis

    settings.REGISTRO_EN_MEMORIA = True
    # Lo que otra prueba dejó «cambiando» no deja recordar nada durante dos minutos.
    vaciar_redis()
    for memoria in (frescura._en_memoria, indice._en_memoria):
        memoria.clear()
    yield
    for memoria in (frescura._en_memoria, indice._en_memoria):
        memoria.clear()
