"""Trato igual: ningún orden premia a nadie y todas las fichas son la misma página."""

import re

import pytest
from lxml import html as lxml_html

from candidaturas import comparacion, listado, orden
from candidaturas.models import CompromisoPublicado, PerfilPublicado, Visita
from conoceles.comun import reloj
from tests.fabricas import (
    ActorFactory,
    CandidaturaFactory,
    CompromisoPublicadoFactory,
    EleccionFactory,
    FormulaFactory,
    PerfilFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def contienda():
    """Seis candidaturas de una elección, cada una por un actor."""
    eleccion = EleccionFactory()
    return [
        CandidaturaFactory(
            formula=FormulaFactory(
                eleccion=eleccion, actor=ActorFactory(proceso=eleccion.cargo.proceso, orden=n)
            ),
            primer_apellido=f"Inventada{n}",
        )
        for n in range(6)
    ]


# --- El orden ------------------------------------------------------------------------------------
def ordenes_publicos(client, contienda) -> dict[str, list[str]]:
    """Dirección de cada lista pública, en cada orden que ofrece → las de la contienda, en orden."""
    eleccion = contienda[0].formula.eleccion
    caminos = {c.get_absolute_url().encode(): c.pk for c in contienda}
    direcciones = [
        *(f"/candidaturas/?orden={o}&vista={v}" for o in orden.ORDENES for v in listado.VISTAS),
        *(f"/comparar/?eleccion={eleccion.pk}&orden={o}" for o in comparacion.ORDENES),
        f"/api/v1/candidaturas/?eleccion={eleccion.pk}",
        "/sitemap.xml",
    ]
    halladas = {}
    for direccion in direcciones:
        contenido = client.get(direccion, headers={"accept": "*/*"}).content
        lugares = {pk: contenido.find(camino.rstrip(b"/")) for camino, pk in caminos.items()}
        halladas[direccion] = sorted((pk for pk in lugares if lugares[pk] >= 0), key=lugares.get)
    return halladas


def test_ningun_orden_publico_depende_de_lo_publicado_ni_de_las_visitas(
    client, contienda, sorteado
):
    antes = ordenes_publicos(client, contienda)
    assert all(len(lista) == len(contienda) for lista in antes.values()), antes
    for lugar, candidatura in enumerate(reversed(contienda)):
        if lugar % 3 == 0:
            PerfilFactory(candidatura=candidatura, con_foto=True)
            CompromisoPublicadoFactory(candidatura=candidatura)
        elif lugar % 3 == 1:
            PerfilFactory(candidatura=candidatura, vacio=True)
    Visita.objects.create(dia=reloj.hoy(), pagina="detalle", cuantas=1000)
    assert PerfilPublicado.objects.exists()
    assert CompromisoPublicado.objects.exists()
    assert ordenes_publicos(client, contienda) == antes


def test_el_sorteo_y_el_apellido_no_dependen_de_quien_postula(client, contienda, sorteado):
    """El de la boleta sí: es el del registro de los partidos, que fija la norma."""
    sin_partido = [d for d in ordenes_publicos(client, contienda) if re.search("nombre|sorteo", d)]
    antes = ordenes_publicos(client, contienda)
    actores = [c.formula.actor for c in contienda]
    for lugar, actor in enumerate(actores):
        actor.orden, actor.nombre = 50 - lugar, f"{9 - lugar} Partido Ficticio"
        actor.save()
    despues = ordenes_publicos(client, contienda)
    assert sin_partido
    assert {d: despues[d] for d in sin_partido} == {d: antes[d] for d in sin_partido}


def test_los_ordenes_que_se_ofrecen_son_estos():
    """Añadir uno obliga a pensar si clasifica a alguien."""
    assert set(orden.ORDENES) == {"boleta", "nombre", "sorteo"}
    assert set(comparacion.ORDENES) == {"boleta", "sorteo"}


# --- La misma página -----------------------------------------------------------------------------
LARGO = dict.fromkeys(("historia_profesional", "trayectoria_politica"), "palabra " * 40)


def esqueleto(contenido: str) -> list:
    """Las etiquetas de la página con los nombres de sus atributos y sus clases: la forma, sin lo
    que es propio de la candidatura."""
    return [
        (nodo.tag, sorted(nodo.attrib), nodo.get("class"), nodo.get("loading"))
        for nodo in lxml_html.fromstring(contenido).iter()
        if isinstance(nodo.tag, str)
    ]


def recursos(contenido: str) -> set[str]:
    """Lo que la página carga además de su foto: estilos, guiones y tipografías."""
    pagina = lxml_html.fromstring(contenido)
    return {*pagina.xpath("//script/@src"), *pagina.xpath("//link[@rel='stylesheet']/@href")}


def test_las_fichas_de_una_eleccion_son_la_misma_pagina_con_otro_texto(client, contienda):
    for lugar, candidatura in enumerate(contienda):
        textos = {campo: texto * (1 + lugar) for campo, texto in LARGO.items()}
        PerfilFactory(candidatura=candidatura, con_foto=True, **textos)
    respuestas = [client.get(c.get_absolute_url()) for c in contienda]
    primera = respuestas[0]
    for respuesta in respuestas[1:]:
        assert esqueleto(respuesta.text) == esqueleto(primera.text)
        assert recursos(respuesta.text) == recursos(primera.text)
        # La política de caché y los demás encabezados no cambian; el largo y la huella, sí.
        propios = {"Content-Length", "ETag", "Content-Security-Policy"}
        assert {n: v for n, v in respuesta.items() if n not in propios} == {
            n: v for n, v in primera.items() if n not in propios
        }
    # Quitado lo que escribieron y el trazo del código QR de su dirección, quedan sus nombres.
    propio = r'(palabra\s*)+|<path d="[^"]*"'
    pesos = [len(re.sub(propio, "", r.text)) for r in respuestas]
    assert max(pesos) < 1.03 * min(pesos), pesos


def test_las_tarjetas_de_una_eleccion_pesan_lo_mismo_con_perfil_o_sin_el(client, contienda):
    """Quien no publicó tiene su lugar y su tarjeta completa en la lista."""
    PerfilFactory(candidatura=contienda[0])
    tarjetas = lxml_html.fromstring(client.get("/candidaturas/").text).xpath(
        "//ul[@class='tarjetas']/li"
    )
    assert len(tarjetas) == len(contienda)
    pesos = [len(lxml_html.tostring(t)) for t in tarjetas]
    assert max(pesos) < 1.5 * min(pesos), pesos
