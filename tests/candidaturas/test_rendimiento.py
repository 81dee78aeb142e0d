"""Lo que una página cuesta: cuántas consultas, cuánto espera a la base y cuántos bytes manda."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings as ajustes
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse

from candidaturas import frescura
from candidaturas.models import (
    Candidatura,
    Demarcacion,
    Distrito,
    MarcoSeccional,
    Municipio,
    Seccion,
    TipoDeCandidatura,
)
from conoceles.comun.lectura import solo_lectura
from tests.fabricas import (
    ActorFactory,
    CandidaturaFactory,
    CompromisoPublicadoFactory,
    EleccionFactory,
    FormulaFactory,
    PerfilFactory,
    ProcesoFactory,
)

pytestmark = pytest.mark.django_db
KB = 1024


# --- Consultas por página ----------------------------------------------------------------------
@pytest.fixture
def territorio():
    """Un proceso con una sección, para que su boleta se pueda pedir."""
    proceso = ProcesoFactory()
    demarcacion = Demarcacion.objects.create(clave="d", nombre="D", entidad=proceso.entidad)
    distrito = Distrito.objects.create(demarcacion=demarcacion, numero=1)
    municipio = Municipio.objects.create(entidad=proceso.entidad, numero=1, nombre="Uno")
    proceso.marco = MarcoSeccional.objects.create(clave="m", nombre="M", demarcacion=demarcacion)
    proceso.save()
    Seccion.objects.create(marco=proceso.marco, numero=1, municipio=municipio, distrito=distrito)
    return EleccionFactory(distrito=distrito, cargo__proceso=proceso)


def poner(eleccion, cuantas: int):
    for perfil in PerfilFactory.create_batch(cuantas, candidatura__formula__eleccion=eleccion):
        CompromisoPublicadoFactory(candidatura=perfil.candidatura)
        CandidaturaFactory(formula=perfil.candidatura.formula, tipo=TipoDeCandidatura.SUPLENTE)


def consultas_de(client, direccion: str) -> list[str]:
    """Por consulta, las tablas que toca, en orden: su forma sin sus valores."""
    frescura._en_memoria.clear()
    client.get(direccion)
    with CaptureQueriesContext(connection) as capturadas:
        assert client.get(direccion).status_code == 200
    formas = []
    for consulta in capturadas.captured_queries:
        tablas = re.findall(r'(?:FROM|JOIN) \(?"(\w+)"', consulta["sql"])
        formas.append(" ".join(t.removeprefix("candidaturas_") for t in tablas) or "(sin tablas)")
    return formas


def test_las_consultas_de_cada_pagina_no_dependen_de_los_renglones(
    client, territorio, snapshot, registro_en_memoria
):
    poner(territorio, 2)
    candidatura = Candidatura.objects.first()
    paginas = {
        "inicio": "/",
        "lista": "/candidaturas/",
        "lista en tabla, por apellido": "/candidaturas/?vista=tabla&orden=nombre",
        "elección": "/candidaturas/?cargo=diputacion-mr&distrito=1",
        "búsqueda con filtros": "/candidaturas/?q=inventada&sexo=mujer&edad=30-39",
        "nombre mal escrito": "/candidaturas/?q=imbentada",
        "boleta": "/boleta/1/",
        "perfil": candidatura.get_absolute_url(),
        "comparar": f"/comparar/?eleccion={territorio.pk}",
        "estadísticas": "/estadisticas/",
        "datos abiertos": "/datos/",
        "información": "/informacion/",
        "API, lista": "/api/v1/candidaturas/",
        "API, una": f"/api/v1/candidaturas/{candidatura.pk}/",
        "Atom": reverse("candidaturas:eleccion_atom", args=[territorio.pk]),
    }
    con_pocas = {nombre: consultas_de(client, d) for nombre, d in paginas.items()}
    poner(territorio, 15)
    con_muchas = {nombre: consultas_de(client, d) for nombre, d in paginas.items()}
    assert con_muchas == con_pocas
    assert con_pocas == snapshot


# --- El lugar en la boleta lo escribe la base ----------------------------------------------------
def en_orden() -> list[int]:
    return list(Candidatura.objects.en_orden_de_boleta().values_list("pk", flat=True))


def test_el_orden_de_boleta_sigue_a_lo_que_cambie():
    eleccion = EleccionFactory(orden=1)
    a, b = ActorFactory(orden=1), ActorFactory(orden=2)
    una = CandidaturaFactory(formula=FormulaFactory(eleccion=eleccion, actor=a))
    otra = CandidaturaFactory(formula=FormulaFactory(eleccion=eleccion, actor=b))
    assert en_orden() == [una.pk, otra.pk]
    a.orden = 9
    a.save()
    assert en_orden() == [otra.pk, una.pk]
    # Guardar la candidatura entera, con el valor viejo en la mano, no lo deshace.
    otra.save()
    primera = EleccionFactory(orden=0, cargo=eleccion.cargo)
    una.formula.eleccion = primera
    una.formula.save()
    assert en_orden() == [una.pk, otra.pk]
    eleccion.cargo.orden = 0
    primera.orden = 5
    primera.save()
    eleccion.cargo.save()
    assert en_orden() == [otra.pk, una.pk]
    suplente = CandidaturaFactory(formula=otra.formula, tipo=TipoDeCandidatura.SUPLENTE)
    assert en_orden() == [otra.pk, suplente.pk, una.pk]


def test_el_orden_de_boleta_es_el_de_sus_cinco_partes():
    for numero in (None, 2, 10, 1):
        formula = FormulaFactory(numero=numero)
        CandidaturaFactory(formula=formula)
        CandidaturaFactory(formula=formula, tipo=TipoDeCandidatura.SUPLENTE)
    por_partes = Candidatura.objects.order_by(
        "formula__eleccion__cargo__orden",
        "formula__eleccion__orden",
        "formula__actor__orden",
        "formula__numero",
        "tipo",
        "pk",
    )
    assert en_orden() == [c.pk for c in por_partes]


# --- Ninguna consulta pública dura más de lo que se dijo ---------------------------------------
@solo_lectura
def lenta(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(30)")


urlpatterns = [path("lenta/", lenta)]


@pytest.mark.urls(__name__)
def test_una_consulta_lenta_se_corta_y_se_dice(client, settings):
    settings.PUBLICO_TIEMPO_LIMITE_MS = 50
    respuesta = client.get("/lenta/")
    assert respuesta.status_code == 503
    assert "tardaba demasiado" in respuesta.text
    assert respuesta["Retry-After"] == "30"
    assert respuesta["Cache-Control"] == "no-store"


def test_el_limite_de_lo_publico_es_de_pocos_segundos():
    assert 0 < ajustes.PUBLICO_TIEMPO_LIMITE_MS <= 3000


# --- Cuánto pesa ----------------------------------------------------------------------------------
ESTATICOS = Path(ajustes.RAIZ) / "static"


def comprimido(contenido: bytes) -> int:
    return len(gzip.compress(contenido, 9))


def test_la_hoja_de_estilo_publica_pesa_menos_de_20_kb():
    assert comprimido((ESTATICOS / "css/conoceles.css").read_bytes()) <= 20 * KB


def test_todo_el_javascript_pesa_menos_de_30_kb():
    guiones = sorted((ESTATICOS / "js").glob("*.js"))
    pesos = {g.name: comprimido(g.read_bytes()) for g in guiones}
    assert sum(pesos.values()) <= 30 * KB, pesos


def test_la_primera_vista_de_una_eleccion_pesa_menos_de_100_kb(client, territorio):
    """La página y todo lo que pide, sin las fotografías: lo compresible, comprimido."""
    poner(territorio, 24)
    pagina = client.get("/candidaturas/?cargo=diputacion-mr&distrito=1")
    pedidos = set(re.findall(r'(?:href|src)="/static/([^"#]+)', pagina.text))
    hoja = (ESTATICOS / "css/conoceles.css").read_text()
    pedidos |= {f"fuentes/{f}" for f in re.findall(r"fuentes/([\w.-]+\.woff2)", hoja)}
    assert {"css/conoceles.css", "img/iconos.svg", "js/htmx.min.js"} <= pedidos
    pesos = {"la página": comprimido(pagina.content)}
    for pedido in pedidos:
        contenido = (ESTATICOS / pedido).read_bytes()
        pesos[pedido] = len(contenido) if pedido.endswith(".woff2") else comprimido(contenido)
    assert sum(pesos.values()) <= 100 * KB, pesos
