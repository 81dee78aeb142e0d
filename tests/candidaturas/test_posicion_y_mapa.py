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
def abierto(coahuila_en_el_modulo, db):
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
    dibujo_svg = html[html.index('<svg class="mapa') :].partition("</svg>")[0]
    enlaces = re.findall(r'<a href="(/boleta/[^"]+)" aria-label="([^"]+)"><title>', dibujo_svg)
    assert len(enlaces) == len(set(enlaces)) == cuantos
    for url, nombre in enlaces:
        assert f'<a href="{url}">{nombre}</a>' in html
        assert client.get(url.replace("&amp;", "&")).status_code == 200
    assert len(respuesta.content) < 100 * 1024


def test_las_ciudades_se_ven_de_cerca_con_los_mismos_enlaces(client, abierto):
    html = client.get("/mapa/").content.decode()
    principal = html[html.index('<svg class="mapa') :].partition("</svg>")[0]
    cercanas = [trozo.partition("</svg>")[0] for trozo in html.split("de cerca</figcaption>")[1:]]
    assert len(cercanas) == 2
    enlace = re.compile(r'<a href="/boleta/[^"]+" aria-label="Distrito (\d+)[^"]*">')
    # Los distritos de Saltillo y Ramos Arizpe, y los de Torreón, según distritos_locales.csv.
    for ciudad, cercana in zip(("Saltillo", "Torreón"), cercanas, strict=True):
        suyos = {f"{int(f['distrito']):02d}" for f in distritos() if f["cabecera"] == ciudad}
        assert suyos
        assert suyos <= set(enlace.findall(cercana))
        for hallado in enlace.finditer(cercana):
            assert hallado.group() in principal
    municipios = client.get("/mapa/municipios/").content.decode()
    assert "de cerca</figcaption>" not in municipios


def test_el_pie_lleva_al_mapa_y_a_las_otras_formas_de_votar(client, abierto):
    html = client.get("/candidaturas/").content.decode()
    pie = html[html.index("<footer") :]
    for direccion in ("/mapa/", "/boleta/otras-formas/"):
        assert f'href="{direccion}"' in pie
        assert client.get(direccion).status_code == 200


def test_los_trazos_del_mapa_cierran_y_caben_en_su_lienzo():
    for capa in ("distritos", "municipios"):
        trazado = dibujo(capa)
        for figura in trazado.figuras:
            assert re.fullmatch(r"(M\d+ \d+l(-?\d+ -?\d+ ?)+z)+", figura.trazo), figura.numero
            for x, y in re.findall(r"M(\d+) (\d+)", figura.trazo):
                assert int(x) <= trazado.ancho
                assert int(y) <= trazado.alto
