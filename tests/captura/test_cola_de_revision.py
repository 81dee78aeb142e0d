"""La cola: quién toma qué, por cuánto tiempo y que dos nunca tengan el mismo."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from captura.flujo import Paso
from captura.models import Cuestionario, Rol, TomaDeRevision
from captura.servicios import revision
from captura.servicios.pasos import NuevaObservacion, dar_paso
from captura.servicios.revision import NadaQueRevisar, tomar_siguiente
from captura.servicios.tomas import DURACION, PerfilTomado
from conoceles.comun import reloj
from tests.captura.test_concurrencia import a_la_vez, lento  # noqa: F401
from tests.fabricas import AdscripcionFactory

HOY = datetime(2023, 4, 20, 12, tzinfo=UTC)


@pytest.fixture
def cola(papeles):
    """Dos enviados: primero el de la coalición, después el propio."""
    for dias, cuestionario in ((3, papeles.cuestionario), (1, papeles.propio)):
        Cuestionario.objects.filter(pk=cuestionario.pk).update(
            estado="enviado", enviado_en=HOY - timedelta(days=dias)
        )
    papeles.otra = AdscripcionFactory(rol=Rol.REVISION)
    return papeles


def siguiente(papeles, adscripcion, **opciones):
    return tomar_siguiente(adscripcion=adscripcion, proceso=papeles.proceso, **opciones)


def test_el_siguiente_es_el_que_mas_ha_esperado_y_el_otro_toma_otro(cola):
    primero = siguiente(cola, cola.cuentas["revision"])
    segundo = siguiente(cola, cola.otra)
    assert (primero.pk, segundo.pk) == (cola.cuestionario.pk, cola.propio.pk)
    assert primero.estado == "en_revision"
    with pytest.raises(NadaQueRevisar):
        siguiente(cola, cola.otra)


@pytest.mark.parametrize("paso", [Paso.OBSERVAR, Paso.VERIFICAR])
def test_lo_que_tiene_otra_persona_no_se_mueve_hasta_que_vence(cola, paso):
    with reloj.en(HOY):
        tomado = siguiente(cola, cola.cuentas["revision"])
        Cuestionario.objects.filter(pk=tomado.pk).update(foto=None)

    def intentar():
        return dar_paso(
            cuestionario=tomado,
            paso=Paso.OBSERVAR,
            adscripcion=cola.otra,
            observaciones=(NuevaObservacion("propuesta_1", "lemas", "Quite el lema."),),
        )

    with reloj.en(HOY + DURACION - timedelta(seconds=1)), pytest.raises(PerfilTomado):
        intentar()
    with reloj.en(HOY + DURACION + timedelta(seconds=1)):
        assert intentar().estado == "con_observaciones"


def test_lo_que_vencio_a_medias_vuelve_a_la_cola(cola):
    with reloj.en(HOY):
        tomado = siguiente(cola, cola.cuentas["revision"])
    with reloj.en(HOY + DURACION):
        assert siguiente(cola, cola.otra).pk == tomado.pk
    assert TomaDeRevision.objects.get(pk=tomado.pk).usuario == cola.otra.usuario


def test_desde_la_pagina_la_tecla_toma_el_siguiente_y_dice_quien_tiene_cada_uno(cola, client):
    client.force_login(cola.cuentas["revision"].usuario)
    respuesta = client.post(reverse("captura:siguiente"))
    assert respuesta.url == reverse("captura:revision", args=[cola.cuestionario.pk])
    client.force_login(cola.cuentas["coordinacion"].usuario)
    quien = cola.cuentas["revision"].usuario.nombre
    assert (
        f"Lo tiene {quien}" in client.get(reverse("captura:inicio"), {"estado": "en_revision"}).text
    )
    assert f"{quien} está revisando este perfil" in client.get(respuesta.url).text
    client.post(reverse("captura:siguiente"))
    vacia = client.post(reverse("captura:siguiente"), follow=True)
    assert "No hay otro perfil por revisar." in vacia.text


@pytest.mark.django_db(transaction=True)
def test_dos_que_toman_a_la_vez_reciben_perfiles_distintos(cola, lento):  # noqa: F811
    lento(revision, "dar_paso")
    tomados = a_la_vez(
        lambda: siguiente(cola, cola.cuentas["revision"]), lambda: siguiente(cola, cola.otra)
    )
    assert len({t.pk for t in tomados}) == 2
    assert TomaDeRevision.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_sin_candado_los_dos_querrian_el_mismo(cola, lento, monkeypatch):  # noqa: F811
    monkeypatch.setattr(revision, "_apartar", lambda cola_: cola_.first())
    lento(revision, "dar_paso")
    tomados = a_la_vez(
        lambda: siguiente(cola, cola.cuentas["revision"]), lambda: siguiente(cola, cola.otra)
    )
    assert any(isinstance(t, Exception) for t in tomados), (
        "si los dos reciben uno distinto, la prueba de arriba no prueba nada"
    )


@pytest.mark.django_db(transaction=True)
def test_si_alguien_toma_el_primero_mientras_se_busca_se_recibe_el_que_sigue(
    cola, otra_conexion, monkeypatch
):
    """Un candado detiene la búsqueda cuando ya se decidió qué hay libre, y antes de tomarlo."""
    detiene = "(SELECT count(*) FROM pg_advisory_xact_lock_shared(%s)) = 1"
    original = revision.por_revisar

    def con_alto(adscripcion, proceso):
        libres = original(adscripcion, proceso)
        if adscripcion != cola.otra:
            return libres
        return libres.extra(where=[detiene], params=[7])  # noqa: S610

    monkeypatch.setattr(revision, "por_revisar", con_alto)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(7)")
    segundo = otra_conexion(lambda: siguiente(cola, cola.otra))
    primero = siguiente(cola, cola.cuentas["revision"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(7)")
    assert (primero, segundo()) == (cola.cuestionario, cola.propio)
