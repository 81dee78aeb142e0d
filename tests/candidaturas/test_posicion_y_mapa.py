"""La posición decide el distrito y desaparece; el mapa es enlaces con nombre."""

import csv
import logging
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from candidaturas import catalogos, posicion
from candidaturas.mapa import dibujo
from candidaturas.models import EstadoDeProceso, ProcesoElectoral
from tests.fabricas import APERTURA

PROPIO = {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "same-origin"}
# Un punto con cifras que no salen en ninguna otra parte.
LATITUD, LONGITUD = "28.704321", "-100.524321"


@pytest.fixture
def abierto(coahuila):
    ProcesoElectoral.objects.filter(clave="pel-2023").update(
        estado=EstadoDeProceso.ABIERTO, publico_desde=APERTURA, vigente=True
    )


def distritos():
    with (catalogos.CARPETA / "distritos_locales.csv").open(encoding="utf-8") as archivo:
        return list(csv.DictReader(archivo))


@pytest.mark.parametrize("fila", distritos(), ids=lambda f: f["distrito"])
def test_el_punto_interior_de_cada_distrito_es_de_ese_distrito(fila):
    assert posicion.distrito_en(float(fila["lat"]), float(fila["lon"])) == int(fila["distrito"])


def test_fuera_del_estado_no_hay_distrito():
    assert posicion.distrito_en(19.43, -99.13) is None


def test_la_posicion_lleva_al_distrito_y_no_queda_en_ningun_lado(client, abierto, caplog):
    caplog.set_level(logging.DEBUG)
    with CaptureQueriesContext(
        connection,
    ) as consultas:
        respuesta = client.post(
            "/boleta/posicion/", {"latitud": LATITUD, "longitud": LONGITUD}, **PROPIO
        )
    assert respuesta.status_code == 302
    assert respuesta["Location"] == "/boleta/distrito/2/?proceso=pel-2023"
    dicho = [respuesta["Location"], str(respuesta.headers), respuesta.content.decode(), caplog.text]
    dicho += [c["sql"] for c in consultas.captured_queries]
    for texto in dicho:
        assert "704321" not in texto
        assert "524321" not in texto
    escrituras = [c for c in consultas.captured_queries if re.match(r"INSERT|UPDATE", c["sql"])]
    assert escrituras == []
    assert not respuesta.cookies


@pytest.mark.parametrize(
    ("datos", "estado"),
    [
        ({}, 400),
        ({"latitud": "nan", "longitud": "inf"}, 400),
        ({"latitud": "x", "longitud": "-100"}, 400),
        ({"latitud": "1e999", "longitud": "-100"}, 400),
        ({"latitud": "9" * 10_000, "longitud": "0"}, 400),
        ({"latitud": "19.4", "longitud": "-99.1"}, 200),
    ],
)
def test_una_posicion_que_no_sirve_lo_dice(client, abierto, datos, estado):
    respuesta = client.post("/boleta/posicion/", datos, **PROPIO)
    assert respuesta.status_code == estado
    assert "Busque" in respuesta.content.decode()


def test_la_posicion_solo_se_recibe_por_post_y_desde_aqui(client, abierto):
    assert client.get("/boleta/posicion/").status_code == 405
    ajeno = {"HTTP_ORIGIN": "https://otro.example", "HTTP_SEC_FETCH_SITE": "cross-site"}
    assert client.post("/boleta/posicion/", {}, **ajeno).status_code == 403


@pytest.mark.parametrize(("direccion", "cuantos"), [("/mapa/", 16), ("/mapa/municipios/", 38)])
def test_cada_territorio_del_mapa_es_un_enlace_con_nombre(client, abierto, direccion, cuantos):
    respuesta = client.get(direccion)
    html = respuesta.content.decode()
    dibujo_svg = html[html.index('<svg class="mapa') : html.index('<h2 id="lista-del-mapa')]
    enlaces = re.findall(r'<a href="(/boleta/[^"]+)" aria-label="([^"]+)"><title>', dibujo_svg)
    assert len(enlaces) == len(set(enlaces)) == cuantos
    for url, nombre in enlaces:
        assert f'<a href="{url}">{nombre}</a>' in html
        assert client.get(url.replace("&amp;", "&")).status_code == 200
    assert len(respuesta.content) < 100 * 1024


def test_los_trazos_del_mapa_cierran_y_caben_en_su_lienzo():
    for capa in ("distritos", "municipios"):
        trazado = dibujo(capa)
        for figura in trazado.figuras:
            assert re.fullmatch(r"(M\d+ \d+l(-?\d+ -?\d+ ?)+z)+", figura.trazo), figura.numero
            for x, y in re.findall(r"M(\d+) (\d+)", figura.trazo):
                assert int(x) <= trazado.ancho
                assert int(y) <= trazado.alto
