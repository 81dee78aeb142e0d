"""Comparar y mi lista: cualquier número de la misma elección, en orden de boleta, sin puntajes."""

import hashlib
import re

import pytest

from candidaturas.models import EstadoDeRegistro, TipoDeCandidatura
from candidaturas.sorteo import clave_del_dia
from conoceles.comun import reloj
from tests.fabricas import (
    ActorFactory,
    CandidaturaFactory,
    EleccionFactory,
    FormulaFactory,
    PerfilFactory,
    ProcesoFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def leer(client):
    def leer(consulta: str = "") -> str:
        respuesta = client.get(f"/comparar/{consulta}")
        assert respuesta.status_code == 200
        return " ".join(respuesta.content.decode().split())

    return leer


@pytest.fixture
def eleccion():
    return EleccionFactory()


def contendiente(eleccion, orden: int, **campos):
    actor = ActorFactory(proceso=eleccion.cargo.proceso, orden=orden)
    formula = FormulaFactory(eleccion=eleccion, actor=actor)
    return CandidaturaFactory(formula=formula, nombre=f"Persona Número {orden}", **campos)


def nombres(texto: str) -> list[str]:
    """Los de cada respuesta, en su orden."""
    return re.findall(r"<h3> <a [^>]*>([^<]*)</a>", texto)


def test_toda_la_eleccion_en_orden_de_boleta_pregunta_por_pregunta(leer, eleccion):
    for orden in (3, 1, 2):
        PerfilFactory(candidatura=contendiente(eleccion, orden))
    texto = leer(f"?eleccion={eleccion.pk}")
    assert nombres(texto) == ["Persona Número 1", "Persona Número 2", "Persona Número 3"] * 9
    assert "en el orden de la boleta" in texto


def test_el_orden_pedido_no_cambia_el_de_la_boleta(leer, eleccion):
    primera, segunda = contendiente(eleccion, 1), contendiente(eleccion, 2)
    for candidatura in (primera, segunda):
        PerfilFactory(candidatura=candidatura)
    texto = leer(f"?c={segunda.pk}&c={primera.pk}&c={segunda.pk}")
    assert nombres(texto)[:2] == ["Persona Número 1", "Persona Número 2"]
    assert texto.count('class="contestacion"') == 18


def test_no_hay_tope(leer, eleccion):
    for orden in range(40):
        PerfilFactory(candidatura=contendiente(eleccion, orden))
    assert leer(f"?eleccion={eleccion.pk}").count('class="contestacion"') == 40 * 9


def test_quien_no_ha_publicado_conserva_su_lugar(leer, eleccion):
    contendiente(eleccion, 1)
    PerfilFactory(candidatura=contendiente(eleccion, 2))
    contendiente(eleccion, 3)
    texto = leer(f"?eleccion={eleccion.pk}")
    assert nombres(texto)[:3] == ["Persona Número 1", "Persona Número 2", "Persona Número 3"]
    assert texto.count("Perfil aún no publicado") == 18


def test_si_nadie_ha_publicado_lo_dice_y_los_nombra(leer, eleccion):
    contendiente(eleccion, 1)
    texto = leer(f"?eleccion={eleccion.pk}")
    assert "Todavía no hay respuestas que comparar" in texto
    assert "Persona Número 1" in texto


def test_lo_vacio_dice_no_proporciono_y_desde_cuando(leer, eleccion):
    PerfilFactory(vacio=True, candidatura=contendiente(eleccion, 1))
    texto = leer(f"?eleccion={eleccion.pk}")
    assert texto.count("No proporcionó") == texto.count("(se pide desde el") == 9


def test_de_elecciones_distintas_no_se_compara_y_se_ofrece_cada_una(leer, eleccion):
    una, otra = contendiente(eleccion, 1), CandidaturaFactory()
    PerfilFactory(candidatura=una)
    texto = leer(f"?c={una.pk}&c={otra.pk}")
    assert "Solo se comparan candidaturas de una misma elección" in texto
    assert f"?eleccion={eleccion.pk}" in texto
    assert f"?eleccion={otra.formula.eleccion_id}" in texto
    assert "contestacion" not in texto


def test_una_fuera_de_la_boleta_se_compara_si_se_pide_y_lo_dice(leer, eleccion):
    baja = contendiente(
        eleccion, 1, estado_registro=EstadoDeRegistro.RENUNCIA, baja_el="2023-05-02"
    )
    PerfilFactory(candidatura=baja)
    PerfilFactory(candidatura=contendiente(eleccion, 2))
    assert "Ya no está en la boleta" in leer(f"?c={baja.pk}")
    assert "Persona Número 1" not in leer(f"?eleccion={eleccion.pk}")


def test_propietaria_y_suplente_salen_juntas(leer, eleccion):
    titular = contendiente(eleccion, 1)
    PerfilFactory(candidatura=titular)
    suplente = CandidaturaFactory(
        formula=titular.formula, tipo=TipoDeCandidatura.SUPLENTE, nombre="Su Plente"
    )
    PerfilFactory(candidatura=suplente)
    assert nombres(leer(f"?eleccion={eleccion.pk}"))[:2] == ["Persona Número 1", "Su Plente"]


def test_nada_de_un_proceso_en_preparacion(leer):
    proceso = ProcesoFactory(estado="en_preparacion", vigente=False, clave="otro")
    candidatura = CandidaturaFactory(
        formula__eleccion__cargo__proceso=proceso, nombre="Antes De Tiempo"
    )
    for consulta in (f"?c={candidatura.pk}", f"?eleccion={candidatura.formula.eleccion_id}"):
        assert "Antes De Tiempo" not in leer(consulta)


def test_si_los_perfiles_ya_no_se_muestran_tampoco_aqui(leer, eleccion):
    PerfilFactory(candidatura=contendiente(eleccion, 1), propuesta_1="Ya no se lee")
    proceso = eleccion.cargo.proceso
    proceso.parametros.create(clave="perfiles_tras_cierre", valor="no")
    type(proceso).objects.filter(pk=proceso.pk).update(estado="cerrado")
    assert "Ya no se lee" not in leer(f"?eleccion={eleccion.pk}")


@pytest.mark.parametrize(
    "consulta",
    [
        "",
        "?c=",
        "?c=abc",
        "?c=%00",
        "?c=-1",
        "?c=9999999999999999999999",
        "?c=999999999",
        "?c=%D9%A3",
        "?eleccion=abc",
        "?eleccion=999999999",
        "?eleccion=%00&eleccion=1",
        "?c=1' OR 1=1",
        "?c=" + "9" * 5000,
        "?" + "&".join(f"c={n}" for n in range(400)),
    ],
)
def test_cualquier_direccion_rota_contesta_sin_fallar(leer, consulta):
    assert "Comparar candidaturas" in leer(consulta)


def test_las_consultas_no_crecen_con_las_candidaturas(
    client, eleccion, django_assert_max_num_queries
):
    def contar(cuantas, desde):
        for orden in range(desde, desde + cuantas):
            PerfilFactory(candidatura=contendiente(eleccion, orden))
        with django_assert_max_num_queries(12) as capturadas:
            client.get("/comparar/", {"eleccion": eleccion.pk, "vez": desde})
        return len(capturadas)

    assert contar(2, 0) == contar(12, 10)


def test_la_lista_propia_es_la_misma_pagina_para_todas_las_personas(client):
    respuesta = client.get("/mi-lista/")
    assert respuesta.status_code == 200
    assert "Cookie" not in respuesta.get("Vary", "")
    assert not respuesta.cookies
    assert "necesita JavaScript" in respuesta.text


def test_la_lista_de_una_sola_eleccion_lleva_a_compararla(client, eleccion):
    for orden in (1, 2):
        contendiente(eleccion, orden)
    cargo = eleccion.cargo.clave
    enlace = f"/comparar/?eleccion={eleccion.pk}"
    assert enlace in client.get("/candidaturas/", {"cargo": cargo}).text
    CandidaturaFactory(formula__eleccion__cargo__proceso=eleccion.cargo.proceso)
    assert enlace not in client.get("/candidaturas/", {"vez": 2}).text


def test_tambien_en_el_orden_del_sorteo_del_dia(leer, eleccion, sorteado):
    suertes = {}
    for orden in range(1, 7):
        pk = PerfilFactory(candidatura=contendiente(eleccion, orden)).pk
        suerte = hashlib.sha256(f"{clave_del_dia(reloj.hoy())}:{pk}".encode()).hexdigest()
        suertes[suerte] = f"Persona Número {orden}"
    texto = leer(f"?eleccion={eleccion.pk}&orden=sorteo")
    assert nombres(texto)[:6] == [suertes[suerte] for suerte in sorted(suertes)]
    assert clave_del_dia(reloj.hoy()) in texto
    assert "orden=boleta" in texto
    assert f"?eleccion={eleccion.pk}&amp;orden=sorteo" in leer(f"?eleccion={eleccion.pk}")


def test_por_apellido_no_se_compara(leer, eleccion):
    PerfilFactory(candidatura=contendiente(eleccion, 1))
    texto = leer(f"?eleccion={eleccion.pk}&orden=nombre")
    assert "no se entendió" in texto
    assert "en el orden de la boleta" in texto
