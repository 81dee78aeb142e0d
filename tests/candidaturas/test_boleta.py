"""«Mi boleta»: cada sección da las elecciones que le tocan.

Lo que debe salir se calcula aquí desde los CSV, sin usar nada del portal.
"""

import csv
import re
from collections import defaultdict
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.urls import reverse

from candidaturas import boleta
from candidaturas.models import (
    Candidatura,
    CodigoPostal,
    Eleccion,
    EstadoDeProceso,
    EstadoDeRegistro,
    Parametro,
    ProcesoElectoral,
    TipoDeCandidatura,
)
from tests.fabricas import (
    APERTURA,
    ActorFactory,
    CandidaturaFactory,
    FormulaFactory,
    PerfilFactory,
)

pytestmark = pytest.mark.django_db
DATOS = Path(__file__).parents[2] / "candidaturas" / "datos" / "coahuila"


def renglones(nombre: str) -> list[dict[str, str]]:
    with (DATOS / nombre).open(encoding="utf-8", newline="") as archivo:
        return list(csv.DictReader(archivo))


@pytest.fixture
def abiertos(coahuila_en_el_modulo, db):
    """Los catálogos de verdad, con los dos procesos públicos y 2023 como vigente."""
    ProcesoElectoral.objects.update(estado=EstadoDeProceso.ABIERTO, publico_desde=APERTURA)
    ProcesoElectoral.objects.filter(clave="pel-2023").update(vigente=True)


class Encabezados(HTMLParser):
    """Los cargos y territorios que dice la página, como los leería cualquiera."""

    def __init__(self, html: str):
        super().__init__()
        self.dentro = self.contienda = False
        self.elecciones: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.contienda = self.contienda or "contienda" in (dict(attrs).get("class") or "").split()
        if tag == "h2":
            self.dentro = self.contienda
            if self.dentro:
                self.elecciones.append("")

    def handle_endtag(self, tag):
        if tag == "h2":
            self.dentro = False
        if tag == "section":
            self.contienda = False

    def handle_data(self, data):
        if self.dentro:
            self.elecciones[-1] = " ".join(f"{self.elecciones[-1]} {data}".split())


def elecciones_de(client, direccion: str) -> list[str]:
    respuesta = client.get(direccion)
    assert respuesta.status_code == 200, direccion
    return Encabezados(respuesta.content.decode()).elecciones


def lo_que_da(proceso: ProcesoElectoral, seccion: str, vistas: dict) -> list[str]:
    """Las elecciones que el portal da a una sección, como texto; `vistas` evita repetir lugares."""
    resuelta = boleta.resolver_seccion(proceso, int(seccion))
    assert resuelta is not None, seccion
    assert resuelta.retirada is None, seccion
    lugar = resuelta.lugar
    if lugar not in vistas:
        contiendas = boleta.boleta_de(proceso, lugar).contiendas
        vistas[lugar] = [
            f"{c.eleccion.cargo.nombre} {c.eleccion.nombre_territorio}" for c in contiendas
        ]
    return vistas[lugar]


def revisar(client, proceso: ProcesoElectoral, esperadas: dict[str, list[str]]) -> None:
    """Todas las secciones por dentro; y por la página, una de cada boleta distinta."""
    vistas: dict = {}
    malas = [n for n, lista in esperadas.items() if lo_que_da(proceso, n, vistas) != lista]
    assert malas == []
    una_de_cada = {tuple(lista): numero for numero, lista in esperadas.items()}
    for lista, numero in una_de_cada.items():
        direccion = f"/boleta/{numero}/?proceso={proceso.clave}"
        assert elecciones_de(client, direccion) == list(lista)


def test_las_1752_secciones_de_2023_dan_su_gubernatura_su_distrito_y_las_listas(
    client, abiertos, registro_en_memoria
):
    cabeceras = {f["distrito"]: f["cabecera"] for f in renglones("distritos_locales.csv")}
    esperadas = {
        f["seccion"]: [
            "Gubernatura Coahuila de Zaragoza",
            "Diputación de mayoría relativa "
            f"Distrito {int(f['distrito_local']):02d}, {cabeceras[f['distrito_local']]}",
            "Diputación de representación proporcional Coahuila de Zaragoza",
        ]
        for f in renglones("secciones_pel2023.csv")
    }
    assert len(esperadas) == 1752
    revisar(client, ProcesoElectoral.objects.get(clave="pel-2023"), esperadas)


def test_las_1701_secciones_de_2017_dan_el_distrito_de_entonces_y_su_ayuntamiento(
    client, abiertos, registro_en_memoria
):
    nombres = {f["municipio_id"]: f["nombre"] for f in renglones("municipios.csv")}
    esperadas = {
        f["seccion"]: [
            "Gubernatura Coahuila de Zaragoza",
            f"Diputación de mayoría relativa Distrito {int(f['distrito_local_2016']):02d}",
            f"Presidencia municipal {nombres[f['municipio_id']]}",
        ]
        for f in renglones("secciones_demarcacion2016.csv")
    }
    assert len(esperadas) == 1701
    revisar(client, ProcesoElectoral.objects.get(clave="pel-2017"), esperadas)


def test_lo_retirado_despues_de_2023_vale_en_2023(client, abiertos, registro_en_memoria):
    del_marco = {f["seccion"] for f in renglones("secciones_pel2023.csv")}
    retiradas = {f["seccion"] for f in renglones("secciones_retiradas.csv")}
    ambas = del_marco & retiradas
    assert len(ambas) == 16
    for numero in ambas:
        html = client.get(f"/boleta/{numero}/").content.decode()
        assert "ya no se usaba" not in html
        assert len(Encabezados(html).elecciones) == 3


def test_cada_retirada_lleva_a_su_distrito_o_dice_que_hacer(client, abiertos, registro_en_memoria):
    del_marco = {f["seccion"] for f in renglones("secciones_pel2023.csv")}
    municipios_de = defaultdict(set)
    for fila in renglones("secciones_pel2023.csv"):
        municipios_de[fila["municipio_id"]].add(fila["distrito_local"])
    for fila in renglones("secciones_retiradas.csv"):
        if fila["seccion"] in del_marco:
            continue
        respuesta = client.get(f"/boleta/{fila['seccion']}/")
        html = respuesta.content.decode()
        assert respuesta.status_code == 200
        assert "ya no se usaba" in html
        distritos = municipios_de.get(fila["municipio_id"], set())
        if fila["distrito_univoco"] == "1" or len(distritos) == 1:
            numero = int(fila["distrito_local_actual"] or min(distritos))
            assert f"Distrito {numero:02d}, " in Encabezados(html).elecciones[1], fila["seccion"]
        else:
            assert Encabezados(html).elecciones == []
            assert "pregunte al INE" in html


def test_un_numero_que_no_existe_explica_donde_mirar(client, abiertos):
    for numero in ("9999", "0", "123456", "9" * 60):
        respuesta = client.get(f"/boleta/{numero}/")
        assert respuesta.status_code == 404, numero
        if len(numero) < 7:
            assert "junto a la palabra «SECCIÓN»" in respuesta.content.decode()


def test_la_direccion_de_una_seccion_es_una_sola_y_nombra_su_proceso(client, abiertos):
    respuesta = client.get("/boleta/0001/?proceso=pel-2017")
    assert respuesta.status_code == 301
    assert respuesta["Location"] == "/boleta/1/?proceso=pel-2017"
    assert (
        "http://testserver/boleta/1/?proceso=pel-2023" in client.get("/boleta/1/").content.decode()
    )


def test_salen_todas_con_o_sin_perfil_y_en_el_orden_de_la_boleta(client, abiertos):
    proceso = ProcesoElectoral.objects.get(clave="pel-2023")
    distrito = Eleccion.objects.get(cargo__proceso=proceso, distrito__numero=4)
    otro = Eleccion.objects.get(cargo__proceso=proceso, distrito__numero=5)
    segundo = ActorFactory(proceso=proceso, nombre="Actor Segundo", siglas="AS", orden=901)
    primero = ActorFactory(proceso=proceso, nombre="Actor Primero", siglas="AP", orden=900)
    formula = FormulaFactory(eleccion=distrito, actor=segundo)
    CandidaturaFactory(formula=formula, nombre="Cuarta Suplente", tipo=TipoDeCandidatura.SUPLENTE)
    PerfilFactory(candidatura=CandidaturaFactory(formula=formula, nombre="Tercera Con Perfil"))
    formula = FormulaFactory(eleccion=distrito, actor=primero)
    CandidaturaFactory(formula=formula, nombre="Primera Sin Perfil")
    CandidaturaFactory(formula=formula, nombre="Segunda Suplente", tipo=TipoDeCandidatura.SUPLENTE)
    CandidaturaFactory(
        formula=formula,
        nombre="Ya Sustituida",
        estado_registro=EstadoDeRegistro.SUSTITUIDA,
        baja_el=date(2023, 4, 12),
    )
    CandidaturaFactory(formula=FormulaFactory(eleccion=otro, actor=primero), nombre="De Otro Lado")
    html = client.get("/boleta/1/").content.decode()
    salen = ["Primera Sin Perfil", "Segunda Suplente", "Tercera Con Perfil", "Cuarta Suplente"]
    lugares = [html.index(nombre) for nombre in salen]
    assert lugares == sorted(lugares)
    assert "Ya Sustituida" not in html
    assert "De Otro Lado" not in html


def test_el_municipio_decide_en_35_y_pide_la_seccion_en_tres(client, abiertos, registro_en_memoria):
    piden = set()
    for fila in renglones("municipios.csv"):
        html = client.get(f"/boleta/municipio/{fila['municipio_id']}/").content.decode()
        elecciones = Encabezados(html).elecciones
        if elecciones:
            numero = int(fila["distritos_locales"])
            assert f"Distrito {numero:02d}, " in elecciones[1]
        else:
            piden.add(fila["nombre"])
            assert 'name="seccion"' in html
    assert piden == {"Saltillo", "Torreón", "Monclova"}


def test_en_2017_el_distrito_pide_el_municipio_para_mostrar_la_planilla(client, abiertos):
    html = client.get("/boleta/distrito/1/?proceso=pel-2017").content.decode()
    assert "elija su municipio" in html
    municipio = re.search(r"municipio=(\d+)\"", html).group(1)
    con_municipio = f"/boleta/distrito/1/?proceso=pel-2017&municipio={municipio}"
    assert elecciones_de(client, con_municipio)[-1].startswith("Presidencia municipal")


def test_la_localidad_se_busca_sin_acentos_y_lleva_a_su_boleta(client, abiertos):
    html = client.get("/boleta/", {"localidad": "pajaros azules"}).content.decode()
    destino = re.search(r'href="(/boleta/distrito/[^"]+)"', html).group(1).replace("&amp;", "&")
    assert "Distrito 04, " in elecciones_de(client, destino)[1]
    assert "Ninguna localidad" in client.get("/boleta/?localidad=zzzzz").content.decode()


def test_cada_codigo_postal_lleva_a_los_municipios_de_la_fuente(client, abiertos):
    fuente = renglones("codigos_postales_geonames_2016.csv")
    assert CodigoPostal.objects.count() == len(fuente)
    guardados = defaultdict(set)
    for codigo, municipio in CodigoPostal.objects.values_list("codigo", "municipios__numero"):
        guardados[codigo].add(municipio)
    for fila in fuente:
        assert guardados[fila["cp"]] == {int(n) for n in fila["municipios_id"].split()}
    unico = next(f for f in fuente if f["distrito_unico"] == "1")
    html = client.get("/boleta/", {"cp": unico["cp"]}).content.decode()
    assert f"/boleta/distrito/{unico['distritos_posibles']}/" in html
    varios = client.get("/boleta/", {"cp": "25000"}).content.decode()
    assert "/boleta/municipio/30/" in varios
    assert "GeoNames" in varios


@pytest.mark.parametrize(
    "consulta",
    [
        "seccion=abc",
        "seccion=" + "9" * 10_000,
        "seccion=%00",
        "seccion=%D9%A1%D9%A2",
        "seccion=-1",
        "seccion=0",
        "municipio=999",
        "municipio[]=1",
        "localidad=%00%00%00%00",
        "localidad=ab",
        "localidad='; DROP TABLE x; --",
        "localidad=" + "a" * 10_000,
        "localidad=%25%25%25",
        "cp=1",
        "cp=<script>",
        "proceso=nada&seccion=abc",
    ],
)
def test_lo_mal_escrito_no_rompe_nada(client, abiertos, consulta):
    assert client.get(f"/boleta/?{consulta}").status_code in {200, 302, 400}


def test_los_formularios_llevan_a_la_direccion_permanente(client, abiertos):
    assert client.get("/boleta/?seccion=0001")["Location"] == "/boleta/1/"
    assert client.get("/boleta/?municipio=1")["Location"] == "/boleta/municipio/1/"
    otro = client.get("/boleta/?seccion=1&proceso=pel-2017")
    assert otro["Location"] == "/boleta/1/?proceso=pel-2017"


def test_las_otras_formas_de_votar_dicen_lo_que_el_proceso_fija(client, abiertos):
    direccion = reverse("candidaturas:boleta_otras_formas")
    assert "todavía no registra" in client.get(direccion).content.decode()
    Parametro.objects.create(
        proceso=ProcesoElectoral.objects.get(clave="pel-2023"),
        clave="cargos_en_el_extranjero",
        valor="gubernatura",
        cita="Acuerdo de prueba",
    )
    html = client.get(direccion).content.decode()
    assert "Acuerdo de prueba" in html
    assert "Gubernatura, Coahuila de Zaragoza" in html


def test_sin_proceso_publico_se_dice(client, db):
    assert "No hay un proceso" in client.get("/boleta/").content.decode()
    assert client.get("/boleta/1/").status_code == 404


def test_las_consultas_de_una_boleta_no_crecen_con_las_candidaturas(
    client, abiertos, django_assert_max_num_queries, registro_en_memoria
):
    proceso = ProcesoElectoral.objects.get(clave="pel-2023")
    eleccion = Eleccion.objects.get(cargo__proceso=proceso, cargo__clave="gubernatura")
    for _ in range(12):
        actor = ActorFactory(proceso=proceso)
        CandidaturaFactory(formula=FormulaFactory(eleccion=eleccion, actor=actor))
    assert Candidatura.objects.count() == 12
    with django_assert_max_num_queries(16):
        client.get("/boleta/1/")


def test_ni_cookie_ni_vary_por_cookie(client, abiertos):
    for direccion in ("/boleta/", "/boleta/1/", "/boleta/otras-formas/", "/mapa/"):
        respuesta = client.get(direccion)
        assert not respuesta.cookies
        assert "Cookie" not in respuesta.get("Vary", "")
