"""Dos que anotan a la vez: la cadena no se bifurca, nadie espera de más y no se traban."""

import threading

import pytest
from django.db import (
    IntegrityError,
    OperationalError,
    close_old_connections,
    connection,
    transaction,
)

from candidaturas.models import ProcesoElectoral
from captura.bitacora import anotar
from captura.cadena import Cuenta, comprobar
from captura.models import ClaseDeActo, Eslabon
from captura.models.acto import CANDADO
from tests.fabricas import CargoFactory, ProcesoFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def proceso(transactional_db):
    return ProcesoFactory()


def anotar_varios(proceso, cuantos):
    for numero in range(cuantos):
        anotar(clase=ClaseDeActo.DIFUSION, proceso=proceso, autor=None, datos={"difusion": numero})


def hallazgos():
    return list(comprobar(Cuenta()))


def en_otro_hilo(accion):
    """La empieza en otra conexión; `terminar()` espera y da lo que la base rehusó, o None."""
    lanzado = []

    def correr():
        try:
            accion()
        except (IntegrityError, OperationalError) as error:
            lanzado.append(error)
        finally:
            close_old_connections()
            connection.close()

    hilo = threading.Thread(target=correr)
    hilo.start()

    def terminar():
        hilo.join(30)
        assert not hilo.is_alive()
        return lanzado[0] if lanzado else None

    return terminar


def alguien_espera():
    """Si otra conexión está parada en un candado, del tipo que sea."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT locktype FROM pg_locks l JOIN pg_database d ON d.oid = l.database "
            "OR l.database IS NULL WHERE d.datname = current_database() AND NOT granted"
        )
        return cursor.fetchall()


def encadenar_a_medias(proceso, esperar):
    """Una transacción que ya encadenó y no confirma, mientras otra anota."""
    with transaction.atomic():
        anotar_varios(proceso, 1)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        terminar = en_otro_hilo(lambda: anotar_varios(proceso, 1))
        esperar(alguien_espera, 20)
    return terminar()


def test_dos_transacciones_a_la_vez_encadenan_una_tras_otra(proceso, esperar):
    assert encadenar_a_medias(proceso, esperar) is None
    assert list(Eslabon.objects.values_list("numero", flat=True)) == [1, 2]
    assert hallazgos() == []


@pytest.fixture
def sin_candado(transactional_db):
    """Los disparadores sin su candado; al final, como estaban."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef(tgfoid) FROM pg_trigger "
            "WHERE tgrelid = 'captura_eslabon'::regclass AND tgname LIKE 'pgtrigger_encadenar%'"
        )
        [(original,)] = cursor.fetchall()
        candado = f"PERFORM pg_advisory_xact_lock({CANDADO});"
        assert candado in original
        cursor.execute(original.replace(candado, ""))
        yield
        cursor.execute(original)


def test_sin_el_candado_las_dos_quieren_el_mismo_lugar(proceso, sin_candado, esperar):
    error = encadenar_a_medias(proceso, esperar)
    assert isinstance(error, IntegrityError)
    assert "captura_eslabon_numero" in str(error)


def test_quien_anota_y_sigue_trabajando_no_hace_esperar(proceso):
    """El candado se toma al confirmar: una transacción larga con un acto no detiene a otra."""
    with transaction.atomic():
        anotar_varios(proceso, 1)
        assert en_otro_hilo(lambda: anotar_varios(proceso, 1))() is None
    assert Eslabon.objects.count() == 2
    assert hallazgos() == []


def test_el_candado_se_toma_despues_de_comprobar_las_llaves(proceso, esperar):
    """Quien espera una fila no tiene el candado que necesita quien la soltaría: no se traban."""

    def con_una_llave():
        with transaction.atomic():
            anotar_varios(None, 1)
            CargoFactory(proceso=proceso)

    with transaction.atomic():
        ProcesoElectoral.objects.select_for_update().get(pk=proceso.pk)
        anotar_varios(None, 1)
        terminar = en_otro_hilo(con_una_llave)
        esperar(alguien_espera, 20)
    assert terminar() is None
    assert hallazgos() == []
