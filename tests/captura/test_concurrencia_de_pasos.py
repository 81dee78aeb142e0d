"""Corregir, pausar y recordar, dos a la vez: gana uno y al otro se le dice.

Cada prueba tiene su contraria, sin candado, que demuestra que lo notaría (véase
test_concurrencia).
"""

from contextlib import suppress

import pytest
from django.db import OperationalError

from candidaturas.models import EstadoDeProceso, Parametro, SeccionDePerfil
from captura.flujo import Paso
from captura.models import Acto, ClaseDeActo, Correccion, Correo, Cuestionario
from captura.servicios import correcciones, pasos, procesos, recordatorios
from captura.servicios.correcciones import CorreccionNoPermitida
from captura.servicios.pasos import TransicionNoPermitida, dar_paso
from tests.captura.test_concurrencia import a_la_vez, lento, sin_candado  # noqa: F401
from tests.captura.test_correcciones import aprobar, pedir, publicado  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sin_el_suyo(sin_candado, monkeypatch):  # noqa: F811
    """Sin el candado de las correcciones, que lo toman con su propio nombre."""

    def leer(adscripcion, pk):
        return Cuestionario.objects.visibles_para(adscripcion).get(pk=pk)

    monkeypatch.setattr(correcciones, "bloquear", leer)


def _rehusadas(resultados, clase):
    return sum(isinstance(r, clase) for r in resultados)


# --- Correcciones --------------------------------------------------------------------------------
def _aprobar_dos_veces(papeles, lento):  # noqa: F811
    correccion = pedir(papeles)
    lento(correcciones, "publicar")
    resultados = a_la_vez(*[lambda: aprobar(papeles, correccion)] * 2)
    return resultados, Acto.objects.filter(clase=ClaseDeActo.CORRECCION).count()


def test_una_correccion_aprobada_dos_veces_a_la_vez_se_aplica_una(publicado, lento):  # noqa: F811
    resultados, actos = _aprobar_dos_veces(publicado, lento)
    assert (_rehusadas(resultados, CorreccionNoPermitida), actos) == (1, 1)


def test_sin_candado_se_aplicaria_dos_veces(publicado, lento, sin_el_suyo):  # noqa: F811
    _, actos = _aprobar_dos_veces(publicado, lento)
    assert actos == 2, "si esto da 1, la prueba de arriba no prueba nada"


def _pedir_dos(papeles, lento):  # noqa: F811
    Parametro.objects.create(proceso=papeles.proceso, clave="correcciones_permitidas", valor="1")
    papeles.propio = Cuestionario.objects.get(pk=papeles.propio.pk)
    lento(correcciones, "_exigir_reglas")
    a_la_vez(
        lambda: pedir(papeles, "telefonos"),
        lambda: pedir(papeles, "propuesta_1", debe_decir="Otra propuesta. " * 30),
    )
    return Correccion.objects.count()


def test_dos_correcciones_a_la_vez_no_pasan_del_tope(publicado, lento):  # noqa: F811
    assert _pedir_dos(publicado, lento) == 1


def test_sin_candado_pasarian_del_tope(publicado, lento, sin_el_suyo):  # noqa: F811
    assert _pedir_dos(publicado, lento) == 2


# --- Pausas --------------------------------------------------------------------------------------
def _pausar(papeles, seccion):
    def pausar():
        return dar_paso(
            cuestionario=papeles.propio,
            paso=Paso.PAUSAR,
            adscripcion=papeles.cuentas["revision"],
            motivo="Impugnada.",
            secciones=(seccion,),
        )

    return pausar


def _pausar_si_puede(papeles, seccion):
    """Sin candado, PostgreSQL puede cortar a una de las dos por esperarse una a la otra."""

    def pausar():
        with suppress(OperationalError):
            return _pausar(papeles, seccion)()
        return None

    return pausar


def test_pausar_dos_veces_a_la_vez_es_una_pausa(publicado, lento):  # noqa: F811
    lento(pasos, "_efectos")
    resultados = a_la_vez(*[_pausar(publicado, SeccionDePerfil.CONTACTO)] * 2)
    assert _rehusadas(resultados, TransicionNoPermitida) == 1
    assert Acto.objects.filter(clase=ClaseDeActo.PAUSA).count() == 1


def _pausadas(papeles, lento, pausar=_pausar):  # noqa: F811
    lento(pasos, "_efectos")
    a_la_vez(*[pausar(papeles, s) for s in (SeccionDePerfil.CONTACTO, SeccionDePerfil.CURRICULAR)])
    return set(Cuestionario.objects.get(pk=papeles.propio.pk).secciones_aparte)


def test_pausar_dos_secciones_a_la_vez_pausa_las_dos(publicado, lento):  # noqa: F811
    assert _pausadas(publicado, lento) == {"contacto", "curricular"}


def test_sin_candado_una_pausa_borraria_la_otra(publicado, lento, sin_candado):  # noqa: F811
    pausadas = _pausadas(publicado, lento, _pausar_si_puede)
    assert len(pausadas) < 2, "si no, la prueba de arriba no prueba nada"


# --- El proceso --------------------------------------------------------------------------------
def test_cerrar_dos_veces_a_la_vez_no_lo_archiva(papeles, lento):  # noqa: F811
    """Los dos lo vieron abierto: uno lo cierra y el otro se entera."""
    proceso, quien = papeles.proceso, papeles.cuentas["coordinacion"]
    lento(procesos.frescura, "cambio_el_registro")
    resultados = a_la_vez(
        *[lambda: procesos.avanzar_proceso(proceso=proceso, adscripcion=quien)] * 2
    )
    assert _rehusadas(resultados, procesos.ProcesoNoAvanza) == 1
    assert Acto.objects.filter(clase=ClaseDeActo.ESTADO_DE_PROCESO).count() == 1
    proceso.refresh_from_db()
    assert proceso.estado == EstadoDeProceso.CERRADO


# --- Recordatorios -------------------------------------------------------------------------------
def test_recordar_dos_veces_a_la_vez_manda_un_correo(papeles, lento):  # noqa: F811
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(
        correo_aclaraciones="aclaraciones@example.org"
    )
    lento(recordatorios, "_encolar")

    def pedir_recordatorio():
        return recordatorios.recordar(
            cuestionarios=[papeles.propio.pk],
            proceso=papeles.proceso,
            adscripcion=papeles.cuentas["revision"],
        )

    resultados = a_la_vez(pedir_recordatorio, pedir_recordatorio)
    # Sin el candado la segunda chocaría con la restricción de la base y no diría nada útil.
    assert sorted((r.enviados, r.repetidos) for r in resultados) == [(0, 1), (1, 0)]
    assert Correo.objects.count() == 1
