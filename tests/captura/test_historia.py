"""La historia y la bitácora: con autoría, con la hora del reloj y para siempre."""

from datetime import UTC, datetime

import pytest
from django.db import Error, transaction
from django.test import override_settings

from captura.models import Acto, ClaseDeActo, Cuestionario
from captura.servicios.captura import guardar_cuestionario
from conoceles.comun import reloj

MOMENTO = datetime(2023, 4, 20, 15, 30, tzinfo=UTC)


@pytest.fixture
def guardado(papeles):
    with reloj.en(MOMENTO):
        guardar_cuestionario(
            cuestionario=papeles.propio,
            campos={"propuesta_1": "Nueva. " * 60},
            version=0,
            adscripcion=papeles.cuentas["enlace"],
        )
    return papeles


@pytest.mark.parametrize("orden", ["update", "delete"])
def test_un_acto_no_se_cambia_ni_se_borra(guardado, orden):
    actos = Acto.objects.all()
    assert actos.exists()
    with pytest.raises(Error, match=r"solo_se_anade|Cannot"), transaction.atomic():
        actos.update(clase=ClaseDeActo.RETIRO) if orden == "update" else actos.delete()
    assert actos.get().clase == ClaseDeActo.GUARDADO


@pytest.mark.parametrize("orden", ["update", "delete"])
def test_la_historia_no_se_cambia_ni_se_borra(guardado, orden):
    eventos = guardado.propio.events.all()
    assert eventos.exists()
    with pytest.raises(Error), transaction.atomic():
        eventos.update(propuesta_1="x") if orden == "update" else eventos.delete()


def test_la_historia_lleva_autoria_y_la_hora_del_reloj(guardado):
    evento = guardado.propio.events.order_by("-pgh_id").first()
    assert evento.pgh_context.metadata["usuario"] == guardado.cuentas["enlace"].usuario_id
    assert evento.pgh_created_at == MOMENTO
    acto = Acto.objects.get()
    assert (acto.registrado_en, acto.surte_efecto_en) == (MOMENTO, MOMENTO)
    assert acto.autor == guardado.cuentas["enlace"].usuario


def test_tambien_queda_historia_de_un_update_sin_servicio(papeles):
    antes = papeles.propio.events.count()
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(propuesta_2="A escondidas")
    assert papeles.propio.events.count() == antes + 1


def test_la_bitacora_guarda_claves_y_nunca_textos(guardado):
    guardar_cuestionario(
        cuestionario=guardado.propio,
        campos={"propuesta_2": "Secreta. " * 60},
        version=1,
        adscripcion=guardado.cuentas["enlace"],
    )
    acto = Acto.objects.latest("pk")
    assert acto.datos["campos"] == ["propuesta_2"]
    assert "Secreta" not in str(acto.datos)


def test_produccion_rehusa_mover_el_reloj():
    with (
        override_settings(RELOJ_AJUSTABLE=False),
        pytest.raises(reloj.RelojInmovible),
        reloj.en(MOMENTO),
    ):
        pass
