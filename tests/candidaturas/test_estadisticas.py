"""Las cifras se vuelven a contar aquí, renglón por renglón, sin el código que las hizo."""

import csv
import io
import re
from datetime import date

import pytest

from candidaturas.estadisticas import estadisticas
from candidaturas.models import Candidatura, EstadoDeRegistro, ProcesoElectoral
from tests.fabricas import (
    ActorFactory,
    CandidaturaFactory,
    CargoFactory,
    CompromisoPublicadoFactory,
    PerfilFactory,
    ProcesoFactory,
)

pytestmark = pytest.mark.django_db
PAGINA = "/estadisticas/"
CAMPOS = [
    "casas_campana",
    "telefonos",
    "correos",
    "pagina_web",
    "redes",
    "escolaridad",
    "estatus_escolaridad",
    "cursos",
    "historia_profesional",
    "trayectoria_politica",
    "motivo_cargo_publico",
    "propuesta_1",
    "propuesta_2",
    "propuesta_genero",
]


@pytest.fixture
def proceso():
    """Dos cargos, tres actores, perfiles llenos y vacíos, una baja y alguien sin sexo ni edad."""
    proceso = ProcesoFactory()
    gubernatura = CargoFactory(
        proceso=proceso, clave="gubernatura", nombre="Gubernatura", ambito="entidad", orden=1
    )
    diputacion = CargoFactory(proceso=proceso)
    actores = [ActorFactory(proceso=proceso, nombre=n) for n in ("Zeta", "Alfa", "Media")]
    edades = [18, 24, 25, 29, 30, 59, 60, 120, None]
    for numero in range(18):
        candidatura = CandidaturaFactory(
            formula__eleccion__cargo=gubernatura if numero % 4 == 0 else diputacion,
            formula__actor=actores[numero % 3],
            sexo=["mujer", "hombre", "no_binario", ""][numero % 4],
            edad=edades[numero % 9],
        )
        if numero % 3 == 0:
            PerfilFactory(candidatura=candidatura, vacio=numero % 2 == 0)
        if numero == 3:
            CompromisoPublicadoFactory(candidatura=candidatura)
    CandidaturaFactory(
        formula__eleccion__cargo=diputacion,
        formula__actor=actores[0],
        estado_registro=EstadoDeRegistro.RENUNCIA,
        baja_el=date(2023, 5, 1),
    )
    return proceso


def en_boleta(proceso) -> list[Candidatura]:
    return [
        c for c in Candidatura.objects.filter(proceso=proceso) if c.estado_registro == "registrada"
    ]


def descargar(client, clave: str) -> list[dict]:
    respuesta = client.get(f"{PAGINA}{clave}.csv")
    assert respuesta.status_code == 200
    return list(csv.DictReader(io.StringIO(respuesta.content.decode("utf-8"))))


@pytest.mark.parametrize(
    ("clave", "grupo"),
    [
        ("avance-por-actor", lambda c: c.formula.actor.nombre),
        ("avance-por-cargo", lambda c: c.formula.eleccion.cargo.nombre),
        ("avance-por-territorio", lambda c: "Todo el estado"),
    ],
)
def test_el_avance_es_el_que_sale_de_contar_los_renglones(client, proceso, clave, grupo):
    filas = descargar(client, clave)
    esperado: dict[str, list] = {}
    for c in en_boleta(proceso):
        cuenta = esperado.setdefault(grupo(c), [0, 0, 0])
        cuenta[1] += 1
        if perfil := getattr(c, "perfil", None):
            cuenta[0] += 1
            cuenta[2] += sum(1 for campo in CAMPOS if getattr(perfil, campo) in ("", []))
    primera = next(iter(filas[0]))
    contado = {
        f[primera]: [int(f["Con perfil"]), int(f["De"]), int(f["Preguntas sin respuesta"])]
        for f in filas
    }
    assert contado == esperado
    assert all(int(f["Falta publicar"]) == int(f["De"]) - int(f["Con perfil"]) for f in filas)
    assert all(int(f["Preguntas"]) == 14 * int(f["Con perfil"]) for f in filas)


def test_todas_las_tablas_concilian_con_su_denominador(proceso):
    cifras = estadisticas(proceso)
    boleta = en_boleta(proceso)
    publicados = [c for c in boleta if hasattr(c, "perfil")]
    assert (cifras.en_boleta, cifras.publicados) == (len(boleta), len(publicados)) == (18, 6)
    for tabla in cifras.tablas:
        base = 18 if tabla.denominador == "candidaturas en la boleta" else 6
        if tabla.de_avance:
            assert sum(f.total for f in tabla.filas) == base
            assert sum(f.cuantas for f in tabla.filas) == 6
        else:
            assert {f.total for f in tabla.filas} == {base}, tabla.clave
        if tabla.clave in {"sexo", "edad", "escolaridad"}:
            assert sum(f.cuantas for f in tabla.filas) == base, tabla.clave


def test_sexo_y_edad_salen_del_registro(client, proceso):
    boleta = en_boleta(proceso)
    por_sexo = {f["Sexo"]: int(f["Cuántas"]) for f in descargar(client, "sexo")}
    assert por_sexo == {
        "Mujer": sum(c.sexo == "mujer" for c in boleta),
        "Hombre": sum(c.sexo == "hombre" for c in boleta),
        "No binario": sum(c.sexo == "no_binario" for c in boleta),
        "Sin dato en el registro": sum(c.sexo == "" for c in boleta),
    }
    por_edad = [int(f["Cuántas"]) for f in descargar(client, "edad")]
    tramos = [(18, 24), (25, 29), (30, 39), (40, 49), (50, 59), (60, 120)]
    esperado = [sum(1 for c in boleta if c.edad and a <= c.edad <= b) for a, b in tramos]
    assert por_edad == [*esperado, sum(c.edad is None for c in boleta)]


def test_lo_de_los_perfiles_lleva_su_propio_denominador(client, proceso):
    perfiles = [c.perfil for c in en_boleta(proceso) if hasattr(c, "perfil")]
    preguntas = descargar(client, "preguntas")
    assert [int(f["Contestaron"]) for f in preguntas] == [
        sum(1 for p in perfiles if getattr(p, campo) not in ("", [])) for campo in CAMPOS
    ]
    grados = {f["Grado"]: int(f["Perfiles"]) for f in descargar(client, "escolaridad")}
    assert grados["Licenciatura"] == sum(p.escolaridad == "licenciatura" for p in perfiles)
    assert grados["No proporcionó"] == sum(p.escolaridad == "" for p in perfiles) > 0
    (firma,) = descargar(client, "compromisos")
    assert (firma["Firmaron"], firma["De"]) == ("1", str(len(perfiles)))
    assert {f["Denominador"] for f in [firma, *preguntas]} == {"perfiles publicados"}


def test_el_orden_es_el_de_la_boleta_y_no_el_de_las_cifras(client, proceso):
    filas = descargar(client, "avance-por-actor")
    assert [f["Quién postula"] for f in filas] == ["Zeta", "Alfa", "Media"]
    assert [f["Cargo"] for f in descargar(client, "avance-por-cargo")] == [
        "Gubernatura",
        "Diputación de mayoría relativa",
    ]


def test_cada_tabla_de_la_pagina_se_descarga_y_dice_su_corte(client, proceso):
    html = client.get(PAGINA).content.decode()
    enlaces = re.findall(r'href="(/estadisticas/[\w-]+\.csv\?proceso=[\w-]+)"', html)
    assert len(enlaces) == len(estadisticas(proceso).tablas) == 8
    for enlace in enlaces:
        filas = list(csv.DictReader(io.StringIO(client.get(enlace).content.decode())))
        assert all(f["Corte"] and f["Proceso"] == proceso.clave for f in filas)
        assert all(f["Aviso"] == "DEMOSTRACIÓN: personas ficticias" for f in filas)


def test_las_barras_miden_lo_que_dice_la_cifra(client, proceso):
    html = client.get(PAGINA).content.decode()
    pares = re.findall(r"<span>([\d.]+)&nbsp;%</span>.*?parte\" width=\"(\d+)\"", html, re.DOTALL)
    assert len(pares) > 20
    assert all(round(float(porcentaje) * 10) == int(ancho) for porcentaje, ancho in pares)


def test_un_archivo_de_nombres_no_tiene_cifras(client):
    ProcesoFactory(clave="viejo", vigente=False, estado="archivado", solo_nombres=True)
    respuesta = client.get(PAGINA, {"proceso": "viejo"})
    assert "De este proceso no hay cifras" in respuesta.content.decode()
    assert client.get(f"{PAGINA}sexo.csv?proceso=viejo").status_code == 404


def test_si_los_perfiles_dejaron_de_publicarse_solo_queda_el_registro(client, proceso):
    proceso.parametros.create(clave="perfiles_tras_cierre", valor="no")
    ProcesoElectoral.objects.filter(pk=proceso.pk).update(estado="cerrado")
    html = client.get(PAGINA).content.decode()
    assert "solo quedan las cifras del registro" in html
    assert client.get(f"{PAGINA}sexo.csv").status_code == 200
    for clave in ("avance-por-actor", "escolaridad", "compromisos", "preguntas"):
        assert client.get(f"{PAGINA}{clave}.csv").status_code == 404


@pytest.mark.parametrize("pedido", ["nadie", "\x00", "x" * 10_000, "<script>", "' OR 1=1 --"])
def test_un_proceso_que_no_existe_avisa_y_no_rompe(client, proceso, pedido):
    respuesta = client.get(PAGINA, {"proceso": pedido})
    assert respuesta.status_code == 200
    assert "No hay un proceso público" in respuesta.content.decode()
    assert client.get(f"{PAGINA}sexo.csv", {"proceso": pedido}).status_code == 404


def test_sin_proceso_publico_la_pagina_lo_dice(client):
    assert "No hay un proceso electoral publicado" in client.get(PAGINA).content.decode()


def test_las_consultas_no_crecen_con_los_renglones(client, proceso, django_assert_max_num_queries):
    def contar():
        with django_assert_max_num_queries(20) as capturadas:
            assert client.get(PAGINA).status_code == 200
        return len(capturadas)

    con_pocas = contar()
    cargo = proceso.cargos.get(clave="diputacion-mr")
    PerfilFactory.create_batch(15, candidatura__formula__eleccion__cargo=cargo)
    assert contar() == con_pocas


def test_no_hay_cookies_ni_datos_de_identidad(client, proceso):
    respuesta = client.get(PAGINA)
    assert not respuesta.cookies
    assert "Cookie" not in respuesta.get("Vary", "")
    for palabra in ("indígena", "discapacidad", "afromexican", "diversidad sexual"):
        assert palabra not in respuesta.content.decode().lower()
