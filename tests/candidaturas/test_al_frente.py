"""Lo que se contesta sin pasar por Django es lo mismo que contestaría Django, y nada más."""

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory

from captura.flujo import Paso
from captura.models import Rol
from captura.servicios.pasos import dar_paso
from conoceles.comun import almacen, cache_publico, visitas
from conoceles.comun.al_frente import AlFrente
from tests.almacen import vaciar_redis
from tests.candidaturas.test_frescura import verificado
from tests.fabricas import AdscripcionFactory, PerfilFactory

pytestmark = pytest.mark.django_db(transaction=True)

NAVEGADOR = {"HTTP_USER_AGENT": "Mozilla/5.0 (Android 14; Mobile)"}


class Sitio:
    """El sitio como lo sirve el servidor; `atendidas`: cuántas peticiones llegaron a Django."""

    def __init__(self):
        self.django, self.atendidas = get_wsgi_application(), 0
        self.al_frente = AlFrente(self._contar)

    def _contar(self, ambiente, empezar):
        self.atendidas += 1
        return self.django(ambiente, empezar)

    def pedir(self, camino, metodo="GET", **ambiente):
        """(estado, encabezados, cuerpo)."""
        recibido = []

        def empezar(estado, encabezados, *_):
            recibido.extend([estado, dict(encabezados)])

        peticion = RequestFactory().generic(metodo, camino, **ambiente)
        respuesta = self.al_frente(peticion.environ, empezar)
        cuerpo = b"".join(respuesta)
        getattr(respuesta, "close", lambda: None)()
        return (*recibido, cuerpo)


@pytest.fixture
def sitio(settings):
    settings.CACHE_PUBLICO_SEGUNDOS = 60
    vaciar_redis()
    return Sitio()


@pytest.fixture
def cronometro(monkeypatch):
    """El tiempo que pasa para la memoria: solo el que se le diga."""

    class Cronometro:
        ahora = 1_000.0

        def monotonic(self):
            return self.ahora

    puesto = Cronometro()
    monkeypatch.setattr(cache_publico, "time", puesto)
    return puesto


@pytest.mark.parametrize("consulta", ["", "?q=inventada&vista=tabla", "?vista=tabla&q=inventada"])
def test_es_la_misma_respuesta_y_django_no_se_entera(sitio, consulta):
    PerfilFactory(candidatura__nombre="Ana Inventada")
    primera = sitio.pedir(f"/candidaturas/{consulta}")
    assert sitio.atendidas == 1
    assert sitio.pedir(f"/candidaturas/{consulta}") == primera
    assert sitio.atendidas == 1


def test_la_que_ya_tiene_el_navegador_no_se_manda_otra_vez(sitio):
    _, encabezados, cuerpo = sitio.pedir("/")
    assert cuerpo
    condicion = {"HTTP_IF_NONE_MATCH": f'W/"otra", {encabezados["ETag"]}'}
    estado, sin_cambios, cuerpo = sitio.pedir("/", **condicion)
    assert (estado, cuerpo, sitio.atendidas) == ("304 Not Modified", b"", 1)
    # Lo mismo que habría dicho Django, que es quien atiende un HEAD.
    assert sin_cambios == sitio.pedir("/", "HEAD", **condicion)[1]
    assert sitio.pedir("/", HTTP_IF_NONE_MATCH='"otra"')[0] == "200 OK"


def test_lo_que_se_publica_se_ve_en_la_peticion_siguiente(sitio, cronometro):
    cuestionario = verificado(candidatura__nombre="Ana Inventada")
    camino = cuestionario.candidatura.get_absolute_url()
    antes = sitio.pedir(camino)
    assert sitio.pedir(camino) == antes
    dar_paso(
        cuestionario=cuestionario,
        paso=Paso.PUBLICAR,
        adscripcion=AdscripcionFactory(rol=Rol.COORDINACION),
    )
    despues = sitio.pedir(camino)
    assert sitio.atendidas == 2
    assert despues[2] != antes[2]
    assert cuestionario.propuesta_1.encode() in despues[2]


@pytest.mark.parametrize(
    "distinta",
    [
        {"HTTP_HOST": "otro.example.org"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_IF_MODIFIED_SINCE": "Wed, 25 Nov 2026 00:00:00 GMT"},
        {"metodo": "POST"},
    ],
)
def test_otra_peticion_la_atiende_django(sitio, settings, distinta):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    sitio.pedir("/")
    sitio.pedir("/", **distinta)
    assert sitio.atendidas == 2


def test_con_codigo_de_campana_cuenta_django(sitio):
    sitio.pedir("/")
    sitio.pedir("/?origen=cartel-1", **NAVEGADOR)
    assert sitio.atendidas == 2
    assert {clave.split(b"|")[2] for clave in _pendientes()} == {b"cartel-1"}


def test_nada_privado_se_busca_entre_lo_guardado(sitio):
    for _ in range(2):
        sitio.pedir("/captura/")
        sitio.pedir("/cuentas/login/")
    assert sitio.atendidas == 4


def test_se_cuenta_la_visita_de_una_persona_y_no_la_de_un_programa(sitio):
    for agente in (NAVEGADOR, NAVEGADOR, {"HTTP_USER_AGENT": "curl/8"}, {}):
        sitio.pedir("/", **agente)
    assert sitio.atendidas == 1
    [(_, cuantas)] = _pendientes().items()
    assert cuantas == b"2"


# --- La memoria del proceso ---------------------------------------------------------------------
def en_otro_proceso(redis, etiqueta: str) -> None:
    """Lo que deja en Redis otro proceso que cambió lo que depende de esa etiqueta."""
    redis.set(f"conoceles:etiqueta:{etiqueta}", "otra")
    redis.set(cache_publico.GENERACION, "otra")


def con_redis(accion):
    return almacen.intentar(accion, si_falla=None, siempre=True)


def test_lo_ya_traido_no_se_vuelve_a_traer_mientras_nada_cambie(sitio):
    primera = sitio.pedir("/")
    sitio.pedir("/")
    assert con_redis(lambda r: r.delete(*r.keys("conoceles:pagina:*"))) == 1
    assert sitio.pedir("/") == primera
    assert sitio.atendidas == 1


def test_lo_que_cambia_otro_proceso_se_ve_al_volver_a_preguntar(sitio, cronometro):
    sitio.pedir("/")
    sitio.pedir("/")
    con_redis(lambda r: en_otro_proceso(r, "perfiles"))
    cronometro.ahora += cache_publico.SEGUNDOS_SIN_PREGUNTAR
    sitio.pedir("/")
    assert sitio.atendidas == 2


def test_lo_que_otro_proceso_esta_cambiando_tampoco_se_sirve(sitio, cronometro):
    sitio.pedir("/")
    sitio.pedir("/")
    con_redis(lambda r: en_otro_proceso(r, "perfiles"))
    con_redis(lambda r: r.set("conoceles:etiqueta:perfiles", cache_publico.CAMBIANDO))
    for vez in (2, 3):
        cronometro.ahora += cache_publico.SEGUNDOS_SIN_PREGUNTAR
        sitio.pedir("/")
        assert sitio.atendidas == vez


def test_sin_redis_no_se_sirve_lo_recordado(sitio, cronometro, settings):
    sitio.pedir("/")
    sitio.pedir("/")
    settings.REDIS_URL = "unix:///no/hay?db=0"
    cronometro.ahora += cache_publico.SEGUNDOS_SIN_PREGUNTAR
    sitio.pedir("/")
    assert sitio.atendidas == 2


def test_una_pagina_recordada_no_dura_mas_de_lo_que_dura_una_guardada(sitio, cronometro):
    sitio.pedir("/")
    sitio.pedir("/")
    con_redis(lambda r: r.delete(*r.keys("conoceles:pagina:*")))
    cronometro.ahora += 60
    sitio.pedir("/")
    assert sitio.atendidas == 2


@pytest.fixture
def memoria(settings):
    vaciar_redis()
    settings.CACHE_PUBLICO_SEGUNDOS = 60
    return cache_publico._Memoria()


def pagina(cuerpo: bytes = b"hola") -> cache_publico.Guardada:
    return cache_publico.Guardada("inicio", None, {}, cuerpo)


def test_lo_que_se_pidio_antes_de_un_cambio_no_se_recuerda_despues(memoria, cronometro):
    antes = memoria.generacion()
    con_redis(lambda r: en_otro_proceso(r, "perfiles"))
    cronometro.ahora += cache_publico.SEGUNDOS_SIN_PREGUNTAR
    memoria.generacion()
    memoria.poner("a", pagina(), antes)
    assert memoria.buscar("a") is None


def test_la_memoria_tiene_un_tope_y_olvida_lo_mas_viejo(memoria, monkeypatch):
    monkeypatch.setattr(cache_publico, "BYTES_EN_MEMORIA", 10)
    generacion = memoria.generacion()
    for clave in ("a", "b", "b", "c"):
        memoria.poner(clave, pagina(b"12345"), generacion)
    assert [memoria.buscar(clave) is None for clave in "abc"] == [True, False, False]


def _pendientes() -> dict[bytes, bytes]:
    return almacen.intentar(lambda r: r.hgetall(visitas.PENDIENTES), si_falla=None, siempre=True)
