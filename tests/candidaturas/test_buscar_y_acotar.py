"""Contar cada opción, ordenar sin preferencias y mostrar lo buscado."""

import hashlib
import itertools

import pytest
from lxml import html as lxml_html

from candidaturas import fragmentos
from candidaturas.models import Sexo, TipoDeCandidatura
from candidaturas.sorteo import clave_del_dia
from conoceles.comun import reloj
from tests.fabricas import (
    ActorFactory,
    CandidaturaFactory,
    CoalicionFactory,
    PartidoFactory,
    PerfilFactory,
)

pytestmark = pytest.mark.django_db
LISTA = "/candidaturas/"


# --- Lo buscado, señalado ---
def test_se_senala_la_frase_que_menciona_lo_buscado(client):
    PerfilFactory(propuesta_1="Llevar <b>Água</b> potable a cada colonia.")
    html = client.get(LISTA, {"q": "agua"}).content.decode()
    assert "&lt;b&gt;<mark>Água</mark>&lt;/b&gt;" in html
    assert "<b>" not in html


@pytest.mark.parametrize(
    "texto", ["agua " * 900, "ñ" * 900 + " agua", "agua", "x agua " + "y" * 900]
)
def test_la_frase_es_corta_y_no_altera_el_texto(texto):
    trozos = fragmentos.senalar(texto, ["agua"])
    junto = "".join(t.texto for t in trozos).strip("…")
    assert junto in texto
    assert len(junto) <= 2 * fragmentos.ALREDEDOR + 10
    assert any(t.marcado for t in trozos)


# --- Cuentas ---
def _opciones(html: str) -> dict[tuple[str, str], str]:
    return {
        (select.get("name"), opcion.get("value")): opcion.text_content().strip()
        for select in lxml_html.fromstring(html).iterfind(".//form[@role='search']//select")
        for opcion in select.iter("option")
    }


def test_cada_opcion_dice_cuantas_habria_bajo_los_demas_filtros(client):
    partido = PartidoFactory()
    solo = ActorFactory(integrantes=[partido])
    juntos = CoalicionFactory(integrantes=[partido, PartidoFactory()])
    for actor, sexo, edad in itertools.product((solo, juntos), Sexo, (18, 24, 60)):
        CandidaturaFactory(formula__actor=actor, sexo=sexo, edad=edad, reeleccion=edad == 60)
    for puestos in ({}, {"sexo": "mujer"}, {"sexo": "mujer", "edad": "18-24", "actor": solo.pk}):
        opciones = _opciones(client.get(LISTA, puestos).content.decode())
        for (nombre, clave), texto in opciones.items():
            if not clave or nombre in {"proceso", "orden", "vista"}:
                continue
            listado = client.get(LISTA, {**puestos, nombre: clave}).context["listado"]
            assert texto.endswith(f"({listado.pagina.paginator.count})"), (puestos, nombre, texto)


def test_filtra_por_propietaria_o_suplente_y_por_reeleccion(client):
    CandidaturaFactory(nombre="Va De Nuevo", reeleccion=True)
    CandidaturaFactory(nombre="Va De Suplente", tipo=TipoDeCandidatura.SUPLENTE)
    for puesto, nombre in (
        ({"reeleccion": "si"}, "Va De Nuevo"),
        ({"tipo": "suplente"}, "Va De Suplente"),
    ):
        tarjetas = client.get(LISTA, puesto).context["listado"].tarjetas
        assert [t.nombre for t in tarjetas] == [nombre]


# --- Orden y vista ---
def test_por_apellido_la_enie_va_despues_de_la_ene(client):
    for apellido in ("Ñáñez", "Nuño", "De La Ñ", "Nunez", "De La O", "Nz"):
        CandidaturaFactory(nombre=f"Ana {apellido}", nombres="Ana", primer_apellido=apellido)
    tarjetas = client.get(LISTA, {"orden": "nombre"}).context["listado"].tarjetas
    assert [t.nombre.removeprefix("Ana ") for t in tarjetas] == [
        "De La Ñ",
        "De La O",
        "Nunez",
        "Nuño",
        "Nz",
        "Ñáñez",
    ]


def test_cualquiera_puede_repetir_el_sorteo_con_la_clave_publicada(client, sorteado):
    creadas = CandidaturaFactory.create_batch(9)
    respuesta = client.get(LISTA, {"orden": "sorteo"})
    clave = clave_del_dia(reloj.hoy())
    assert clave in respuesta.content.decode()
    esperado = sorted(creadas, key=lambda c: hashlib.sha256(f"{clave}:{c.pk}".encode()).digest())
    urls = [t.url for t in respuesta.context["listado"].tarjetas]
    assert urls == [c.get_absolute_url() for c in esperado]


def test_en_tabla_dice_lo_mismo(client):
    CandidaturaFactory(nombre="Persona Inventada")
    pagina = lxml_html.fromstring(client.get(LISTA, {"vista": "tabla"}).content.decode())
    assert [t.text_content().strip() for t in pagina.iterfind(".//table//th[@scope='row']")] == [
        "Persona Inventada"
    ]
    assert not pagina.xpath("//ul[@class='tarjetas']")


@pytest.mark.parametrize("nombre", ["orden", "vista"])
def test_un_orden_o_vista_que_no_existe_se_avisa(client, nombre):
    CandidaturaFactory()
    html = client.get(LISTA, {nombre: "partido<b>"}).content.decode()
    assert "No hay una opción «partido&lt;b&gt;»" in html


# --- htmx ---
@pytest.mark.parametrize("pedido", [{"sexo": "hombre"}, {"q": "agua"}, {"q": "", "vista": "tabla"}])
def test_la_pagina_cambiada_por_htmx_es_la_misma_que_recien_cargada(client, pedido):
    PerfilFactory(propuesta_1="Agua para todo el mundo.")
    CandidaturaFactory(sexo=Sexo.HOMBRE)
    antes = lxml_html.fromstring(client.get(LISTA).content.decode())
    parte = client.get(LISTA, pedido, headers={"HX-Request": "true"}).content.decode()
    parte = lxml_html.fromstring(f"<div>{parte}</div>")
    nueva = lxml_html.fromstring(client.get(LISTA, pedido).content.decode())
    lugares = antes.find(".//form[@role='search']").get("hx-select-oob").split(",")
    for lugar in [*lugares, "#resultados:innerHTML"]:
        clave, _, modo = lugar.removeprefix("#").partition(":")
        assert modo == "innerHTML"
        destino, origen = antes.get_element_by_id(clave), parte.get_element_by_id(clave)
        destino[:], destino.text = list(origen), origen.text
    for pagina in (antes, nueva):
        # Lo que la persona acaba de escribir o elegir ya está en su pantalla.
        pagina.get_element_by_id("id_q").attrib.pop("value", None)
        for opcion in pagina.xpath("//select[@id='id_orden' or @id='id_vista']/option"):
            opcion.attrib.pop("selected", None)
    cambiada, cargada = (
        lxml_html.tostring(p.find(".//main"), encoding="unicode").split() for p in (antes, nueva)
    )
    assert cambiada == cargada
