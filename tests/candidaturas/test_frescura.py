"""Las páginas guardadas: lo publicado y lo retirado se ven de inmediato, y lo demás ni se toca."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from candidaturas import frescura
from candidaturas.models import EstadoDeProceso
from captura.flujo import Paso
from captura.huellas import contenido_de, huella_de
from captura.models import Cuestionario, Estado, Rol
from captura.servicios.pasos import dar_paso
from captura.servicios.procesos import avanzar_proceso
from conoceles.comun import almacen, cache_publico, reloj
from tests.almacen import vaciar_redis
from tests.fabricas import (
    APERTURA,
    AdscripcionFactory,
    CandidaturaFactory,
    CuestionarioFactory,
    PerfilFactory,
    ProcesoFactory,
    con_aviso,
)

pytestmark = pytest.mark.django_db(transaction=True)

PUBLICO = "/candidaturas/"


@pytest.fixture(autouse=True)
def cache(settings):
    settings.CACHE_PUBLICO_SEGUNDOS = 60
    vaciar_redis()
    yield
    almacen._caido_hasta.clear()


@pytest.fixture
def coordinacion():
    return AdscripcionFactory(rol=Rol.COORDINACION)


def verificado(**opciones) -> Cuestionario:
    cuestionario = CuestionarioFactory(completo=True, **opciones)
    cuestionario.estado = Estado.VERIFICADO
    cuestionario.huella_verificada = huella_de(contenido_de(cuestionario))
    cuestionario.save()
    return cuestionario


def consultas(client, direccion: str, **opciones) -> int:
    """Cuántas consultas costó: cero es que la página ya estaba hecha."""
    with CaptureQueriesContext(connection) as hechas:
        assert client.get(direccion, **opciones).status_code == 200
    return len(hechas)


def test_una_pagina_se_hace_una_vez(client):
    direccion = PerfilFactory().candidatura.get_absolute_url()
    primera = client.get(direccion)
    with CaptureQueriesContext(connection) as hechas:
        segunda = client.get(direccion)
    assert len(hechas) == 0
    assert segunda.content == primera.content
    assert dict(segunda.items()) == dict(primera.items())


@pytest.mark.parametrize("direccion", ["/", PUBLICO, "/candidaturas/?q=inventada"])
def test_publicar_y_retirar_se_ven_en_la_peticion_siguiente(client, coordinacion, direccion):
    cuestionario = verificado(candidatura__nombre="Ana Inventada")
    perfil = cuestionario.candidatura.get_absolute_url()
    vecina = PerfilFactory(
        candidatura__formula=cuestionario.candidatura.formula, candidatura__tipo="suplente"
    ).candidatura
    ajena = vecina.get_absolute_url()
    antes = {d: client.get(d).text for d in (direccion, perfil, ajena)}
    assert "Propuesta ficticia una." not in antes[perfil]

    dar_paso(cuestionario=cuestionario, paso=Paso.PUBLICAR, adscripcion=coordinacion)
    inicio = time.monotonic()
    assert "Propuesta ficticia una." in client.get(perfil).text
    assert client.get(direccion).text != antes[direccion]
    assert time.monotonic() - inicio < 1
    assert consultas(client, ajena) == 0, "la página de otra persona no tenía por qué rehacerse"

    dar_paso(cuestionario=cuestionario, paso=Paso.RETIRAR, adscripcion=coordinacion, motivo="Sí.")
    assert "Propuesta ficticia una." not in client.get(perfil).text
    assert consultas(client, direccion) > 0
    assert consultas(client, ajena) == 0


def test_cerrar_el_proceso_cambia_todas_sus_paginas(client, coordinacion):
    proceso = ProcesoFactory()
    proceso.parametros.create(clave="perfiles_tras_cierre", valor="no")
    candidatura = PerfilFactory(candidatura__formula__eleccion__cargo__proceso=proceso).candidatura
    assert "Propuesta ficticia una." in client.get(candidatura.get_absolute_url()).text
    client.get("/")
    avanzar_proceso(proceso=proceso, adscripcion=coordinacion)
    assert "Propuesta ficticia una." not in client.get(candidatura.get_absolute_url()).text
    assert "sus perfiles dejaron de publicarse" in client.get("/").text


def test_un_proceso_aparece_en_su_hora_aunque_la_pagina_este_guardada(client):
    candidatura = CandidaturaFactory()
    un_segundo_antes = APERTURA - timedelta(seconds=1)
    with reloj.en(un_segundo_antes):
        assert "no hay un proceso electoral" in client.get("/").text
        assert consultas(client, "/") == 0
    with reloj.en(APERTURA):
        assert candidatura.proceso.nombre in client.get("/").text


def test_lo_que_se_esta_cambiando_ni_se_sirve_ni_se_guarda(client):
    candidatura = PerfilFactory().candidatura
    direccion = candidatura.get_absolute_url()
    client.get(direccion)
    with transaction.atomic():
        frescura.cambio_el_perfil(candidatura)
        for _ in range(2):
            assert consultas(client, direccion) > 0
    assert consultas(client, direccion) > 0
    assert consultas(client, direccion) == 0


def test_lo_que_empezo_a_hacerse_antes_de_un_cambio_no_se_sirve_despues(client, monkeypatch):
    """El caso difícil: la página ya leyó la base cuando alguien publica, y se guarda al final."""
    candidatura = PerfilFactory().candidatura
    direccion = candidatura.get_absolute_url()
    guardar = cache_publico._guardar

    def publicar_en_medio(*args):
        frescura.cambio_el_perfil(candidatura)
        guardar(*args)

    monkeypatch.setattr(cache_publico, "_guardar", publicar_en_medio)
    client.get(direccion)
    monkeypatch.setattr(cache_publico, "_guardar", guardar)
    assert consultas(client, direccion) > 0


def test_un_cambio_deshecho_no_deja_ver_nada_que_no_sea_cierto(client):
    candidatura = PerfilFactory().candidatura
    direccion = candidatura.get_absolute_url()
    antes = client.get(direccion).content
    with transaction.atomic():
        frescura.cambio_el_perfil(candidatura)
        transaction.set_rollback(True)
    assert client.get(direccion).content == antes


def test_quien_ya_la_tiene_recibe_304_y_las_caches_ajenas_diez_segundos(client):
    direccion = PerfilFactory().candidatura.get_absolute_url()
    for _ in range(2):  # recién hecha y ya guardada
        respuesta = client.get(direccion)
        assert respuesta["Cache-Control"] == "public, s-maxage=10, max-age=0, must-revalidate"
        assert "cookie" not in respuesta.get("Vary", "").lower()
        assert not respuesta.cookies
        de_nuevo = client.get(direccion, headers={"if-none-match": respuesta["ETag"]})
        assert de_nuevo.status_code == 304
        assert de_nuevo.content == b""
        assert de_nuevo["ETag"] == respuesta["ETag"]
        assert de_nuevo["Cache-Control"] == respuesta["Cache-Control"]
    otra = client.get(direccion, headers={"if-none-match": '"otra"'})
    assert otra.status_code == 200


def test_head_dice_lo_mismo_que_get(client):
    direccion = PerfilFactory().candidatura.get_absolute_url()
    nueva = client.head(direccion)
    completa = client.get(direccion)
    guardada = client.head(direccion)
    for respuesta in (nueva, guardada):
        assert respuesta.status_code == 200
        assert respuesta["ETag"] == completa["ETag"]


def test_el_codigo_de_campana_no_es_parte_de_la_clave_ni_sale_en_la_pagina(client):
    CandidaturaFactory.create_batch(30)
    base = client.get(f"{PUBLICO}?pagina=1&sexo=mujer")
    for consulta in ("origen=feria-libro-2023&sexo=mujer&pagina=1", "sexo=mujer&pagina=1"):
        assert consultas(client, f"{PUBLICO}?{consulta}") == 0
    con_codigo = client.get(f"{PUBLICO}?sexo=mujer&orig%65n=feria-libro-2023&pagina=1")
    assert con_codigo.content == base.content
    assert "feria-libro" not in con_codigo.text


def test_la_pagina_y_su_fragmento_no_se_confunden(client):
    CandidaturaFactory()
    completa = client.get(PUBLICO)
    fragmento = client.get(PUBLICO, headers={"hx-request": "true"})
    assert "<html" in completa.text
    assert "<html" not in fragmento.text
    assert client.get(PUBLICO, headers={"hx-request": "true"}).content == fragmento.content
    assert fragmento["Vary"] == "HX-Request"


def test_cada_nombre_del_sitio_tiene_sus_paginas(client, settings):
    PerfilFactory()
    client.get("/", headers={"host": "127.0.0.1"})
    assert consultas(client, "/", headers={"host": "localhost"}) > 0
    assert client.get("/", headers={"host": "ajeno.example"}).status_code == 400
    assert client.get("/", headers={"host": "ajeno.example"}).status_code == 400


def test_apagada_no_guarda_nada_y_valida_igual(client, settings):
    settings.CACHE_PUBLICO_SEGUNDOS = 0
    direccion = PerfilFactory().candidatura.get_absolute_url()
    respuesta = client.get(direccion)
    assert consultas(client, direccion) > 0
    assert almacen.intentar(lambda r: r.keys("conoceles:pagina:*"), si_falla=None) == []
    de_nuevo = client.get(direccion, headers={"if-none-match": respuesta["ETag"]})
    assert de_nuevo.status_code == 304


def test_las_busquedas_inventadas_no_llenan_la_memoria(client, monkeypatch):
    monkeypatch.setattr(cache_publico, "BYTES_POR_MINUTO", 100_000)
    CandidaturaFactory()
    for numero in range(40):
        client.get(f"{PUBLICO}?q=inventada{numero}")
    claves = almacen.intentar(lambda r: r.keys("conoceles:pagina:*"), si_falla=[])
    assert 0 < len(claves) < 20


def test_ni_lo_privado_ni_los_errores_se_guardan(client):
    client.get("/candidaturas/0-nadie/")
    client.get("/captura/")
    client.get("/cuentas/login/")
    assert almacen.intentar(lambda r: r.keys("conoceles:pagina:*"), si_falla=None) == []


@pytest.fixture
def redis_propio(settings, tmp_path):
    """Un Redis que se puede matar sin estorbar a nadie."""
    from conoceles.embebidos import redis

    (tmp_path / "registros").mkdir()
    (tmp_path / "redis").mkdir()
    redis.arrancar(tmp_path, tmp_path)
    settings.REDIS_URL = redis.url(tmp_path)
    yield lambda: _matar(tmp_path)
    redis.detener(tmp_path)


def _matar(carpeta: Path) -> None:
    import signal

    from redis import Redis

    proceso = Redis(unix_socket_path=str(carpeta / "redis.sock")).info("server")["process_id"]
    os.kill(int(proceso), signal.SIGKILL)


def test_con_redis_muerto_las_paginas_se_sirven_y_publicar_funciona(
    client, redis_propio, coordinacion, monkeypatch
):
    # Lo que dura una página en la memoria sin que se pregunte a Redis, sin esperarlo.
    monkeypatch.setattr(cache_publico, "SEGUNDOS_SIN_PREGUNTAR", 0)
    cuestionario = verificado()
    direccion = cuestionario.candidatura.get_absolute_url()
    client.get(direccion)
    assert consultas(client, direccion) == 0
    redis_propio()
    assert consultas(client, direccion) > 0
    dar_paso(cuestionario=cuestionario, paso=Paso.PUBLICAR, adscripcion=coordinacion)
    assert "Propuesta ficticia una." in client.get(direccion).text
    for otra in ("/", PUBLICO):
        assert client.get(otra).status_code == 200


def test_redis_colgado_no_cuelga_al_sitio(client, settings, tmp_path):
    import socket

    with socket.socket(socket.AF_UNIX) as sordo:
        sordo.bind(str(tmp_path / "sordo.sock"))
        sordo.listen(8)
        settings.REDIS_URL = f"unix://{tmp_path / 'sordo.sock'}?db=0"
        inicio = time.monotonic()
        for _ in range(5):
            assert client.get("/").status_code == 200
        assert time.monotonic() - inicio < 3


def test_abrir_un_proceso_lo_muestra_de_inmediato(client, coordinacion):
    proceso = ProcesoFactory(estado=EstadoDeProceso.EN_PREPARACION, vigente=False)
    CandidaturaFactory(formula__eleccion__cargo__proceso=proceso)
    assert proceso.nombre not in client.get("/").text
    con_aviso()
    avanzar_proceso(proceso=proceso, adscripcion=coordinacion)
    assert proceso.nombre in client.get("/").text


def test_lo_que_varia_con_algo_ajeno_a_la_clave_no_se_guarda():
    for varia, se_guarda in (("HX-Request", True), ("Accept", False), ("Cookie", False)):
        respuesta = HttpResponse("hola", headers={"Vary": varia})
        assert cache_publico._es_publica(respuesta) is se_guarda


# --- Lo del registro, recordado en memoria ----------------------------------------------------
@pytest.fixture
def en_memoria(settings):
    settings.CACHE_PUBLICO_SEGUNDOS = 0
    settings.REGISTRO_EN_MEMORIA = True
    frescura._en_memoria.clear()
    yield
    frescura._en_memoria.clear()


def test_lo_del_registro_se_lee_una_vez_y_se_ve_en_cuanto_cambia(client, en_memoria):
    cargo = CandidaturaFactory().formula.eleccion.cargo
    cuantas = {direccion: consultas(client, direccion) for direccion in (PUBLICO, "/")}
    assert all(consultas(client, d) < antes for d, antes in cuantas.items())
    with transaction.atomic():
        cargo.nombre = "Cargo con otro nombre"
        cargo.save()
        frescura.cambio_el_registro()
        # Mientras cambia, ni se usa ni se guarda nada.
        assert frescura.del_registro("prueba", lambda: 1) == 1
        assert frescura.del_registro("prueba", lambda: 2) == 2
    # En la lista, la opción del filtro: la tarjeta siempre lee su cargo.
    assert "Cargo con otro nombre (1)</option>" in client.get(PUBLICO).text
    assert "Cargo con otro nombre" in client.get("/").text


def test_un_proceso_recordado_no_se_ve_antes_de_su_apertura(client, en_memoria):
    ProcesoFactory(publico_desde=reloj.ahora() + timedelta(hours=1))
    assert "Proceso de prueba" not in client.get(PUBLICO).text
    with reloj.en(reloj.ahora() + timedelta(hours=2)):
        assert "Proceso de prueba" in client.get(PUBLICO).text


def test_sin_redis_lo_del_registro_se_lee_cada_vez(en_memoria, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert [frescura.del_registro("prueba", lambda n=n: n) for n in range(3)] == [0, 1, 2]
