"""La cola y la página de quien revisa."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from candidaturas.models import PerfilPublicado
from captura.models import Cuestionario, Observacion
from captura.servicios.captura import guardar_cuestionario, guardar_fotografia
from captura.views.renglones import comparar
from conoceles.comun import reloj
from tests.fabricas import CuestionarioFactory, FormulaFactory, imagen

HOY = datetime(2023, 4, 20, 12, tzinfo=UTC)


@pytest.fixture
def entra(papeles, client):
    client.force_login(papeles.cuentas["coordinacion"].usuario)
    return client


@pytest.fixture
def en_revision(papeles):
    guardar_fotografia(
        cuestionario=papeles.propio, datos=imagen(), adscripcion=papeles.cuentas["enlace"]
    )
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(estado="en_revision")
    papeles.propio.refresh_from_db()
    return papeles


def paso(papeles, clave):
    return reverse("captura:paso", args=[papeles.propio.pk, clave])


def pagina(papeles):
    return reverse("captura:revision", args=[papeles.propio.pk])


def test_la_cola_pone_primero_lo_mas_antiguo(entra, papeles):
    for dias, cuestionario in ((1, papeles.propio), (3, papeles.cuestionario)):
        Cuestionario.objects.filter(pk=cuestionario.pk).update(
            estado="enviado", enviado_en=HOY - timedelta(days=dias)
        )
    texto = entra.get(reverse("captura:inicio")).text
    antiguo = texto.index(papeles.cuestionario.candidatura.nombre)
    assert antiguo < texto.index(papeles.propio.candidatura.nombre)
    assert "Enviado <span" in texto
    assert "(2)" in texto


def test_la_cola_filtra_por_actor_y_por_estado(entra, papeles):
    inicio = reverse("captura:inicio")
    texto = entra.get(inicio, {"estado": "sin_datos", "actor": papeles.a.pk}).text
    assert papeles.propio.candidatura.nombre in texto
    assert papeles.cuestionario.candidatura.nombre not in texto
    assert papeles.propio.candidatura.nombre not in entra.get(inicio).text


def test_la_cola_hace_las_mismas_consultas_con_uno_que_con_muchos(
    entra, papeles, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    inicio = reverse("captura:inicio") + "?estado=sin_datos"
    entra.get(inicio)
    with CaptureQueriesContext(connection) as pocas:
        entra.get(inicio)
    for _ in range(10):
        CuestionarioFactory(candidatura__formula=FormulaFactory(actor=papeles.a))
    with django_assert_num_queries(len(pocas)):
        entra.get(inicio)


def test_se_devuelve_con_varias_observaciones(entra, en_revision):
    respuesta = entra.post(
        paso(en_revision, "observar"),
        {
            "supuesto_foto": "lemas",
            "texto_foto": "Se ve un lema.",
            "supuesto_propuesta_2": "copia",
            "texto_propuesta_2": "Es igual a otra.",
        },
    )
    assert respuesta.status_code == 302
    assert list(Observacion.objects.values_list("campo", "supuesto").order_by("campo")) == [
        ("foto", "lemas"),
        ("propuesta_2", "copia"),
    ]


@pytest.mark.parametrize(
    ("datos", "frase"),
    [
        ({}, "Señale al menos un campo"),
        ({"texto_propuesta_1": "Texto sin supuesto"}, "Elija el supuesto"),
        ({"supuesto_propuesta_1": "lemas"}, "Escriba qué debe corregirse"),
        ({"supuesto_propuesta_1": "otro", "texto_propuesta_1": "x"}, "otro"),
    ],
)
def test_una_observacion_incompleta_se_explica_y_conserva_lo_escrito(
    entra, en_revision, datos, frase
):
    respuesta = entra.post(
        paso(en_revision, "observar"), {"texto_motivo_cargo_publico": "Sin perderse", **datos}
    )
    assert respuesta.status_code == 200
    if datos:
        assert frase in respuesta.text
    assert "Sin perderse" in respuesta.text
    assert not Observacion.objects.exists()


def test_si_otra_persona_lo_publico_no_se_pierde_lo_que_se_observaba(entra, en_revision):
    entra.post(paso(en_revision, "verificar"))
    entra.post(paso(en_revision, "publicar"))
    respuesta = entra.post(
        paso(en_revision, "observar"),
        {"supuesto_foto": "lemas", "texto_foto": "Un lema que vi."},
    )
    assert respuesta.status_code == 200
    assert "Un lema que vi." in respuesta.text
    assert "el perfil está publicado" in respuesta.text


def test_lo_corregido_se_ve_junto_a_lo_observado_con_la_diferencia(entra, en_revision):
    antes = en_revision.propio.propuesta_1
    entra.post(
        paso(en_revision, "observar"),
        {"supuesto_propuesta_1": "lemas", "texto_propuesta_1": "Quite el lema."},
    )
    guardar_cuestionario(
        cuestionario=en_revision.propio,
        campos={"propuesta_1": antes + " Añadida."},
        version=en_revision.propio.version,
        adscripcion=en_revision.cuentas["enlace"],
    )
    Cuestionario.objects.filter(pk=en_revision.propio.pk).update(estado="en_revision")
    texto = entra.get(pagina(en_revision)).text
    assert "<ins>" in texto
    assert "Añadida." in texto
    assert "Ahora, lo corregido" in texto


def test_la_comparacion_marca_solo_lo_que_cambio():
    antes, ahora = comparar("la casa roja", "la casa azul")
    assert [(t.clase, t.texto) for t in antes] == [("igual", "la casa "), ("quitado", "roja")]
    assert [(t.clase, t.texto) for t in ahora] == [("igual", "la casa "), ("puesto", "azul")]


def test_verificar_publicar_y_retirar_desde_la_pagina(entra, en_revision):
    assert "Publicar</button>" not in entra.get(pagina(en_revision)).text
    entra.post(paso(en_revision, "publicar"))
    assert not PerfilPublicado.objects.exists(), "no se publica sin verificar"
    entra.post(paso(en_revision, "verificar"))
    assert "Publicar</button>" in entra.get(pagina(en_revision)).text
    respuesta = entra.post(paso(en_revision, "publicar"), follow=True)
    assert "la ciudadanía ya puede verlo" in respuesta.text
    assert PerfilPublicado.objects.exists()
    sin_motivo = entra.post(paso(en_revision, "retirar"), {"motivo": ""})
    assert "Escriba el motivo." in sin_motivo.text
    assert PerfilPublicado.objects.exists()
    entra.post(paso(en_revision, "retirar"), {"motivo": "Por resolución."})
    assert not PerfilPublicado.objects.exists()
    assert "Motivo: Por resolución." in entra.get(pagina(en_revision)).text


def test_revision_no_ve_el_boton_de_retirar(papeles, client):
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(
        estado="publicado", huella_verificada="x" * 64
    )
    client.force_login(papeles.cuentas["revision"].usuario)
    assert "Retirar de la publicación" not in client.get(pagina(papeles)).text


def test_el_personal_ve_quien_hizo_cada_cosa_y_cuando(entra, papeles):
    with reloj.en(HOY):
        guardar_cuestionario(
            cuestionario=papeles.propio,
            campos={"propuesta_1": "Algo"},
            version=0,
            adscripcion=papeles.cuentas["capturista"],
        )
    texto = entra.get(pagina(papeles)).text
    assert papeles.cuentas["capturista"].usuario.nombre in texto
    assert "20 de abril de 2023" in texto
