"""Lo común a todas las pruebas: servidores de verdad, un trabajador de verdad, un navegador.

Los servidores se levantan antes de que Django lea sus ajustes; por eso un `conftest.py` de otra
carpeta no importa modelos al principio del archivo, sino dentro de sus funciones.
"""

import asyncio
import fcntl
import gc
import itertools
import multiprocessing
import os
import pickle
import shutil
import tempfile
import time
from contextlib import ExitStack
from multiprocessing import forkserver
from pathlib import Path
from urllib.parse import quote

import hypothesis
import pytest

RAIZ = Path(__file__).resolve().parent.parent
AJUSTES = "conoceles.settings.test"
PLANTILLA = "CONOCELES_PRUEBAS_PLANTILLA"
BASES_DE_REDIS = 16
MOVIL, ESCRITORIO = 360, 1280

# Dos núcleos compartidos: el tiempo de un ejemplo no dice nada.
hypothesis.settings.register_profile("conoceles", deadline=None)
hypothesis.settings.load_profile("conoceles")

_abiertos = pytest.StashKey[ExitStack]()


# --- Servidores ------------------------------------------------------------------------------
@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    if hasattr(config, "workerinput"):
        return  # quien reparte las pruebas ya le puso su ambiente
    if os.environ.get("DJANGO_SETTINGS_MODULE"):
        raise pytest.UsageError("Quite DJANGO_SETTINGS_MODULE: los ajustes los fijan las pruebas.")
    abiertos = config.stash[_abiertos] = ExitStack()
    if not config.option.help:
        from conoceles import embebidos

        os.environ.update(abiertos.enter_context(embebidos.temporales()))
    os.environ.update(_ambiente_propio(abiertos, 0))
    marca = Path(tempfile.mkdtemp(prefix="conoceles-pruebas-"))
    abiertos.callback(shutil.rmtree, marca, ignore_errors=True)
    os.environ[PLANTILLA] = str(marca / "hecha")
    os.environ["DJANGO_SETTINGS_MODULE"] = AJUSTES
    # Sin -n no nace otro proceso: pytest-django ya leyó el ambiente y hay que prepararlo aquí.
    import django

    django.setup()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(config, specs):
    # Antes de que nazcan: pytest-django lee los ajustes en cuanto arranca cada proceso.
    for numero, espec in enumerate(specs):
        propio = _ambiente_propio(config.stash[_abiertos], 1 + numero % (BASES_DE_REDIS - 1))
        espec.env = {**espec.env, **propio}


def pytest_unconfigure(config):
    if abiertos := config.stash.get(_abiertos, None):
        abiertos.close()
        os.environ.pop("DJANGO_SETTINGS_MODULE")


def _ambiente_propio(abiertos: ExitStack, numero: int) -> dict[str, str]:
    """La base de Redis y la carpeta de archivos de un proceso de pruebas."""
    datos = tempfile.mkdtemp(prefix="conoceles-pruebas-")
    abiertos.callback(shutil.rmtree, datos, ignore_errors=True)
    redis = _redis_propio(os.environ.get("REDIS_URL", ""), numero)
    return {"CONOCELES_DATOS": datos, "REDIS_URL": redis}


def _redis_propio(url: str, base: int) -> str:
    if url.startswith("unix:"):
        return f"{url.partition('?')[0]}?db={base}"
    raiz, separador, final = url.rpartition("/")
    return f"{raiz}/{base}" if separador and final.isdigit() else url


# --- El orden --------------------------------------------------------------------------------
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Las que tardan, primero: si quedan para el final, los demás procesos ya no tienen qué hacer.

    A cada proceso le toca de entrada un tramo seguido (`worksteal`). Uno no empieza con navegador:
    tres Chromium a la vez en dos núcleos se estorban.
    """
    de_navegador, tardadas, demas = [], [], []
    for prueba in items:
        if "navegador" in getattr(prueba, "fixturenames", ()):
            prueba.add_marker("navegador")
            de_navegador.append(prueba)
        else:
            (tardadas if prueba.get_closest_marker("tardada") else demas).append(prueba)
    procesos = getattr(config, "workerinput", {}).get("workercount", 1)
    con_navegador = max(procesos - 1, 1)
    items.clear()
    for n in range(procesos):
        if n < con_navegador:
            items += de_navegador[n::con_navegador]
        if n == procesos - 1:
            items += tardadas
        items += demas[len(demas) * n // procesos : len(demas) * (n + 1) // procesos]


def pytest_collection_finish():
    """Lo importado ya no es basura: que el recolector no lo vuelva a recorrer en cada vuelta."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)


# --- La base ---------------------------------------------------------------------------------
@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """Las migraciones corren completas una vez por corrida; cada proceso copia la base que dejan.

    La base copiada trae vacías sus tablas y, aparte, los catálogos ya cargados (`coahuila`).
    """
    from django.core.management import call_command
    from django.db import connection
    from django.test import TransactionTestCase

    from candidaturas import catalogos
    from tests.apartado import apartar

    creacion, nombre = connection.creation, connection.settings_dict["NAME"]
    proceso = getattr(request.config, "workerinput", {}).get("workerid", "gw")
    with django_db_blocker.unblock():
        with Path(os.environ[PLANTILLA]).open("a+") as marca:
            fcntl.flock(marca, fcntl.LOCK_EX)
            if marca.tell():
                connection.close()
                connection.settings_dict["NAME"] = creacion._get_test_db_name()
            else:
                creacion.create_test_db(verbosity=0, autoclobber=True, serialize=False)
                apartar("catalogos", catalogos.cargar)
                _dejar_la_limpieza_a_las_pruebas(connection)
                call_command("permisos_bd", verbosity=0)
                marca.write("hecha")
            creacion.clone_test_db(proceso, verbosity=0)
        creacion.setup_worker_connection(proceso)
    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(TransactionTestCase, "_fixture_teardown", _vaciar)
        yield
    with django_db_blocker.unblock():
        creacion.destroy_test_db(nombre, verbosity=0)


def _dejar_la_limpieza_a_las_pruebas(connection) -> None:
    """Que PostgreSQL no limpie por su cuenta: la limpieza que pasa a media prueba ve las tablas
    llenas de renglones que aún no existen, las apunta como vacías y los planes que salen de ahí
    tardan minutos en lo que tarda milésimas.
    """
    with connection.cursor() as cursor:
        tablas = connection.introspection.django_table_names(only_existing=True)
        cursor.execute(
            ";".join(f"ALTER TABLE {tabla} SET (autovacuum_enabled = off)" for tabla in tablas)
        )


PRUEBAS_ENTRE_LIMPIEZAS = 40
_desde_la_limpieza = itertools.count(1)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item, nextitem):
    """Cada tantas pruebas, y entre dos de ellas, quita lo que dejaron las que se deshicieron."""
    if nextitem is None or "django_db_setup" not in item.fixturenames:
        return
    if next(_desde_la_limpieza) % PRUEBAS_ENTRE_LIMPIEZAS:
        return
    from django.db import connection
    from pytest_django.plugin import blocking_manager_key

    with item.config.stash[blocking_manager_key].unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(oid::regclass::text, ', ') FROM pg_class"
            " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND pg_relation_size(oid) > 0"
        )
        if usadas := cursor.fetchone()[0]:
            cursor.execute(f"VACUUM {usadas}")


def _vaciar(_=None) -> None:
    """Deja la base como estaba tras una prueba que confirma lo que escribe.

    Django vacía con TRUNCATE todas las tablas y vuelve a crear los permisos: medio segundo por
    prueba.
    """
    from django.db import connection, transaction

    from tests.apartado import vaciar

    with transaction.atomic(), connection.cursor() as cursor:
        vaciar(cursor)


@pytest.fixture
def coahuila(db):
    """Los catálogos de Coahuila, como los deja `catalogos.cargar()`, sin volver a leerlos."""
    from tests.apartado import poner

    poner("catalogos")


@pytest.fixture(scope="module")
def coahuila_en_el_modulo(django_db_setup, django_db_blocker):
    """Lo mismo, de una vez para todas las pruebas de un archivo: ninguna puede confirmar lo suyo,
    porque al terminar vaciaría la base."""
    from candidaturas import frescura
    from tests.apartado import poner

    with django_db_blocker.unblock():
        poner("catalogos")
    yield
    with django_db_blocker.unblock():
        _vaciar()
        frescura.cambio_el_registro()


@pytest.fixture(scope="session")
def papeles_apartados(django_db_setup, django_db_blocker):
    """El escenario de `papeles` se arma una vez por proceso: lo piden mil pruebas. Sus renglones
    quedan aparte y sus objetos, guardados, para que ninguna vea lo que otra les hizo."""
    from tests.apartado import apartar
    from tests.captura.conftest import armar_los_papeles

    with django_db_blocker.unblock():
        return apartar("papeles", lambda: pickle.dumps(armar_los_papeles()))


@pytest.fixture
def esperar():
    """`esperar(condicion, segundos)`: vuelve en cuanto se cumple; si no se cumple, falla."""

    def hasta(condicion, segundos: float = 10):
        limite = time.monotonic() + segundos
        while not (cumplida := condicion()):
            assert time.monotonic() < limite, f"no se cumplió en {segundos} s"
            time.sleep(0.05)  # lo que se espera pasa en otro proceso: solo queda preguntar
        return cumplida

    return hasta


# --- El trabajador de Celery -----------------------------------------------------------------
def _url_de_la_base_de_pruebas() -> str:
    from django.db import connection

    base = connection.settings_dict
    anfitrion = base["HOST"] or base["OPTIONS"].get("host", "")
    acceso = quote(base["USER"], safe="")
    if base["PASSWORD"]:
        acceso += ":" + quote(base["PASSWORD"], safe="")
    puerto = f":{base['PORT']}" if base["PORT"] else ""
    return f"postgresql://{acceso}@{quote(anfitrion, safe='')}{puerto}/{base['NAME']}"


@pytest.fixture(scope="session")
def criadero(django_db_setup):
    """De donde nacen los trabajadores: un proceso sobre la base de pruebas, ya con todo leído."""
    contexto = multiprocessing.get_context("forkserver")
    contexto.set_forkserver_preload(["tests.trabajador"])
    with pytest.MonkeyPatch.context() as parche:
        parche.setenv("DATABASE_URL", _url_de_la_base_de_pruebas())
        parche.setenv("PYTHONPATH", str(RAIZ))
        forkserver.ensure_running()
    return contexto


@pytest.fixture
def lanzar_trabajador(transactional_db, tmp_path, criadero):
    """`lanzar_trabajador()`: un trabajador de Celery, en su propio proceso, sobre la base de
    pruebas. Cada llamada lanza otro; al final terminan todos."""
    from conoceles.celery import app
    from tests.trabajador import trabajar

    procesos = []

    def lanzar():
        nombre = f"pruebas{len(procesos)}@{tmp_path.name}"
        registro = tmp_path / f"trabajador{len(procesos)}.log"
        if not procesos:
            app.control.purge()
        proceso = criadero.Process(target=trabajar, args=[nombre, registro])
        proceso.start()
        procesos.append(proceso)
        for _ in range(60):
            if not proceso.is_alive():
                break
            if app.control.ping(destination=[nombre], timeout=0.5):
                break
        else:
            proceso.kill()
        assert proceso.is_alive(), registro.read_text()
        return proceso

    yield lanzar
    for proceso in procesos:
        proceso.terminate()
    for proceso in procesos:
        proceso.join(10)
        proceso.kill()
        proceso.join()
        proceso.close()


@pytest.fixture
def trabajador(lanzar_trabajador):
    """Un trabajador de Celery listo para trabajar."""
    return lanzar_trabajador()


@pytest.fixture
def hacer_trabajos(transactional_db):
    """`hacer_trabajos()`: hace en este proceso lo que espera al trabajador."""
    from captura.models import EstadoDeTrabajo, Trabajo
    from captura.servicios.ejecucion import ejecutar

    def hacer():
        for pk in list(
            Trabajo.objects.filter(estado=EstadoDeTrabajo.PENDIENTE).values_list("pk", flat=True)
        ):
            ejecutar(pk)

    return hacer


# --- El navegador ----------------------------------------------------------------------------
@pytest.fixture(scope="session")
def chromium():
    """Un Chromium por proceso de pruebas, y el ciclo de eventos con que Playwright lo maneja; si no
    hay ninguno, lo dice y omite la prueba."""
    from playwright.sync_api import sync_playwright

    from scripts.navegador import buscar

    ruta = buscar()
    if ruta is None:
        pytest.skip("NO HAY CHROMIUM en esta máquina ni se pudo instalar (scripts/navegador.py)")
    opciones = [
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    if os.geteuid() == 0:
        opciones.append("--no-sandbox")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=ruta, args=opciones)
        ciclo = asyncio.get_running_loop()
        asyncio._set_running_loop(None)
        yield chromium, ciclo
        asyncio._set_running_loop(ciclo)
        chromium.close()


@pytest.fixture
def navegador(chromium, monkeypatch):
    """Playwright deja su ciclo de eventos corriendo en este hilo: lo ve solo quien navega, porque
    Django lo toma por código asíncrono y abre para él otra conexión."""
    from django.db import connections

    abierto, ciclo = chromium
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    asyncio._set_running_loop(ciclo)
    yield abierto
    connections.close_all()
    asyncio._set_running_loop(None)


@pytest.fixture
def abrir_pagina(navegador, live_server):
    """Abre páginas del sitio: `abrir_pagina(ancho=360)`. Falla si el navegador se quejó."""
    quejas: list[str] = []
    contextos = []

    # Un 403 o un 404 pedidos a propósito no son una queja; tampoco dejar una petición de htmx por
    # otra más nueva (hx-sync) o por irse de la página: si fallara, diría además sendError.
    de_por_si = ("Failed to load resource", "htmx:afterRequest", "htmx:sendAbort")

    def anotar(mensaje):
        if mensaje.type == "error" and not mensaje.text.startswith(de_por_si):
            quejas.append(mensaje.text)

    def abrir(ancho: int = ESCRITORIO, **opciones):
        contexto = navegador.new_context(
            base_url=live_server.url,
            viewport={"width": ancho, "height": 800},
            locale="es-MX",
            timezone_id="America/Mexico_City",
            **opciones,
        )
        contexto.set_default_timeout(15_000)
        contextos.append(contexto)
        pagina = contexto.new_page()
        pagina.on("console", anotar)
        pagina.on("pageerror", lambda error: quejas.append(str(error)))
        return pagina

    yield abrir
    for contexto in contextos:
        contexto.close()
    assert not quejas, quejas


@pytest.fixture
def pagina(abrir_pagina):
    """Una página en pantalla de escritorio."""
    return abrir_pagina(ESCRITORIO)


@pytest.fixture
def pagina_movil(abrir_pagina):
    """Una página en pantalla de teléfono."""
    return abrir_pagina(MOVIL)
