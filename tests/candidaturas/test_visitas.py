"""Contar visitas: sin cookie, sin robots, sin escribir en la base, y sin perder ni repetir."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from candidaturas import visitas
from candidaturas.models import LoteDeVisitas, Visita
from conoceles.comun import almacen, reloj
from conoceles.comun.visitas import CODIGOS_POR_DIA, OTROS, PENDIENTES, contar
from tests.almacen import vaciar_redis
from tests.conftest import _url_de_la_base_de_pruebas
from tests.fabricas import CandidaturaFactory, PerfilFactory

RAIZ = Path(__file__).resolve().parents[2]
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def redis_limpio():
    almacen._caido_hasta.clear()
    vaciar_redis()
    yield
    almacen._caido_hasta.clear()


@pytest.fixture
def ver(client):
    def ver(direccion: str, agente: str = FIREFOX, metodo: str = "get", **encabezados):
        return getattr(client, metodo)(direccion, headers={"user-agent": agente, **encabezados})

    return ver


def pendientes() -> dict[str, int]:
    """«página|código» → cuántas."""
    crudas = almacen.intentar(lambda r: r.hgetall(PENDIENTES), si_falla={})
    return {k.decode().split("|", 1)[1]: int(v) for k, v in crudas.items()}


def sumadas() -> dict[str, int]:
    return {f"{v.pagina}|{v.codigo}": v.cuantas for v in Visita.objects.all()}


def test_se_cuentan_por_clase_de_pagina_y_codigo_tambien_las_guardadas(ver, settings):
    settings.CACHE_PUBLICO_SEGUNDOS = 60
    perfil = PerfilFactory().candidatura.get_absolute_url()
    for direccion in ("/", "/?origen=feria-libro-2023", "/?origen=feria-libro-2023", perfil):
        ver(direccion)
    etiqueta = ver(perfil)["ETag"]
    assert ver(perfil, **{"if-none-match": etiqueta}).status_code == 304
    assert pendientes() == {"inicio|": 1, "inicio|feria-libro-2023": 2, "detalle|": 3}


def test_ver_una_pagina_no_escribe_en_la_base(ver):
    CandidaturaFactory()
    with CaptureQueriesContext(connection) as hechas:
        ver("/?origen=feria")
    assert not [c for c in hechas if c["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert not Visita.objects.exists()


@pytest.mark.parametrize(
    "agente",
    [
        "",
        "Googlebot/2.1 (+http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "curl/8.5.0",
        "python-requests/2.32",
        "WhatsApp/2.23",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 HeadlessChrome/120.0",
    ],
)
def test_los_robots_no_se_cuentan(ver, agente):
    ver("/", agente=agente)
    assert pendientes() == {}


def test_lo_que_nadie_ve_no_se_cuenta(ver):
    ver("/", **{"sec-purpose": "prefetch;prerender"})
    ver("/", purpose="prefetch")
    ver("/", metodo="head")
    ver("/candidaturas/", **{"hx-request": "true"})
    ver("/candidaturas/0-nadie/")
    for direccion in ("/robots.txt", "/sitemap.xml", "/api/v1/", "/salud/", "/cuentas/login/"):
        ver(direccion)
    assert pendientes() == {}


@pytest.mark.parametrize(
    "codigo", ["MAYUSCULAS", "con espacio", "a" * 41, "-a", "a|b", "<b>", "ñ", "%00", ""]
)
def test_lo_que_no_es_un_codigo_se_cuenta_sin_codigo(ver, codigo):
    assert ver(f"/?origen={codigo}").status_code == 200
    assert pendientes() == {"inicio|": 1}


def test_los_codigos_inventados_tienen_tope():
    for numero in range(CODIGOS_POR_DIA + 30):
        contar("inicio", f"codigo-{numero}")
    contar("inicio", "codigo-0")
    conteos = pendientes()
    assert len(conteos) == CODIGOS_POR_DIA + 1
    assert conteos[f"inicio|{OTROS}"] == 30
    assert conteos["inicio|codigo-0"] == 2


def test_con_redis_caido_la_pagina_sale_igual(ver, settings):
    settings.REDIS_URL = "unix:///no/existe.sock?db=0"
    assert ver("/").status_code == 200
    assert visitas.volcar() == 0


def test_ningun_dato_de_quien_visita_queda_guardado(ver):
    ver("/?origen=feria", **{"x-forwarded-for": "203.0.113.5"})
    crudo = almacen.intentar(
        lambda r: [(k, r.type(k), r.hgetall(k)) for k in r.keys("*") if r.type(k) == b"hash"],
        si_falla=[],
    )
    assert crudo
    assert "203.0.113.5" not in repr(crudo)
    assert "127.0.0.1" not in repr(crudo)
    assert "Firefox" not in repr(crudo)


# --- Pasarlas a la base -----------------------------------------------------------------------
def test_se_pasan_por_lotes_y_se_acumulan(ver):
    for _ in range(3):
        ver("/")
    assert visitas.volcar() == 3
    assert visitas.volcar() == 0
    ver("/")
    assert visitas.volcar() == 1
    assert sumadas() == {"inicio|": 4}
    assert pendientes() == {}


def test_cada_dia_cuenta_lo_suyo(ver):
    hoy = reloj.ahora()
    ver("/")
    with reloj.en(hoy + timedelta(days=1)):
        ver("/")
    visitas.volcar()
    assert Visita.objects.count() == 2


@pytest.mark.parametrize("momento", ["apartado", "antes_de_confirmar", "despues_de_confirmar"])
def test_matar_al_trabajador_no_pierde_ni_repite_nada(momento):
    for _ in range(7):
        contar("inicio", "feria")
    guion = f"""
import django; django.setup()
import os, signal
from candidaturas import visitas
def morir(*a, **k): os.kill(os.getpid(), signal.SIGKILL)
guardar = visitas._guardar
if {momento!r} == "apartado": visitas._sumar = morir
if {momento!r} == "antes_de_confirmar": visitas.timedelta = morir
if {momento!r} == "despues_de_confirmar": visitas._guardar = lambda *a: (guardar(*a), morir())
visitas.volcar()
"""
    ambiente = {**os.environ, "DATABASE_URL": _url_de_la_base_de_pruebas()}
    proceso = subprocess.run([sys.executable, "-c", guion], cwd=RAIZ, env=ambiente, check=False)
    assert proceso.returncode == -signal.SIGKILL
    contar("inicio", "feria")
    visitas.volcar()
    visitas.volcar()
    assert sumadas() == {"inicio|feria": 8}


def test_dos_trabajadores_a_la_vez_no_pierden_ni_repiten():
    """Los dos leen el mismo lote antes de que alguno lo borre."""
    for numero in range(200):
        contar("inicio", f"codigo-{numero % 5}")
    almacen.intentar(visitas._apartar, si_falla=None)
    salida = threading.Barrier(4)
    fallas = []

    def trabajar():
        try:
            salida.wait(10)
            visitas.volcar()
        except Exception as error:  # noqa: BLE001 lo que falle en el hilo se cuenta abajo
            fallas.append(error)
        finally:
            connections.close_all()

    hilos = [threading.Thread(target=trabajar) for _ in range(4)]
    for hilo in hilos:
        hilo.start()
    for numero in range(100):
        contar("lista", f"codigo-{numero % 5}")
    for hilo in hilos:
        hilo.join(30)
    visitas.volcar()
    assert not fallas
    assert sum(sumadas().values()) == 300
    assert {c for k, c in sumadas().items() if k.startswith("inicio")} == {40}


def test_un_lote_ya_sumado_que_reaparece_no_se_suma_otra_vez():
    contar("inicio", "")
    almacen.intentar(visitas._apartar, si_falla=None)
    claves = almacen.intentar(lambda r: r.keys(f"{visitas.LOTE}*"), si_falla=[])
    contenido = almacen.intentar(lambda r: r.hgetall(claves[0]), si_falla={})
    visitas.volcar()
    almacen.intentar(lambda r: r.hset(claves[0], mapping=contenido), si_falla=None)
    assert visitas.volcar() == 0
    assert sumadas() == {"inicio|": 1}
    assert LoteDeVisitas.objects.count() == 1


def test_la_agenda_las_pasa_cada_tantos_segundos(settings):
    agenda = settings.CELERY_BEAT_SCHEDULE["volcar-visitas"]
    assert agenda["task"] == "candidaturas.volcar_visitas"
    assert agenda["schedule"] == visitas.SEGUNDOS


def test_el_trabajador_de_verdad_las_pasa(trabajador, esperar):
    from candidaturas.tasks import volcar_visitas

    contar("inicio", "feria")
    volcar_visitas.delay()
    esperar(lambda: Visita.objects.filter(cuantas=1).exists())
