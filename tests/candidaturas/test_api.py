"""La API de lectura: lo mismo que las páginas, para programas."""

import base64

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from conoceles.comun.demostracion import LEYENDA
from tests.fabricas import (
    CandidaturaFactory,
    CargoFactory,
    CompromisoPublicadoFactory,
    PerfilFactory,
    ProcesoFactory,
)

pytestmark = pytest.mark.django_db
CANDIDATURAS = "/api/v1/candidaturas/"


@pytest.fixture
def api():
    return APIClient()


def test_la_raiz_dice_lo_que_hay(api):
    datos = api.get("/api/v1/").json()
    for recurso in ("candidaturas", "procesos", "cargos", "actores", "schema"):
        assert api.get(datos[recurso]).status_code == 200


def test_el_listado_tiene_los_hechos_y_no_el_perfil(api):
    perfil = PerfilFactory(candidatura__nombre="Ana Inventada")
    CandidaturaFactory(nombre="Bruno Inventado")
    ana, bruno = api.get(CANDIDATURAS).json()["resultados"]
    assert (ana["nombre"], ana["perfil_publicado"]) == ("Ana Inventada", True)
    assert (bruno["nombre"], bruno["perfil_publicado"]) == ("Bruno Inventado", False)
    assert "perfil" not in ana
    assert ana["pagina"].endswith(perfil.candidatura.get_absolute_url())


def test_el_detalle_trae_lo_publicado_y_nada_mas(api):
    perfil = PerfilFactory(con_foto=True)
    CompromisoPublicadoFactory(candidatura=perfil.candidatura)
    datos = api.get(f"{CANDIDATURAS}{perfil.candidatura.pk}/").json()
    assert datos["perfil"]["foto"] == f"http://testserver{perfil.foto.url}"
    assert datos["perfil"]["redes"] == perfil.redes
    assert len(datos["compromisos"]) == 1
    for privado in ("huella", "palabras", "nombre_llano", "clave_orden", "folio"):
        assert privado not in datos
        assert privado not in datos["perfil"]


def test_sin_perfil_el_detalle_lo_deja_nulo(api):
    datos = api.get(f"{CANDIDATURAS}{CandidaturaFactory().pk}/").json()
    assert datos["perfil"] is None
    assert datos["compromisos"] == []


def test_los_filtros_son_los_de_la_pagina(api):
    CandidaturaFactory(nombre="Ana Inventada", sexo="mujer")
    CandidaturaFactory(nombre="Bruno Inventado", sexo="hombre")
    hallado = api.get(CANDIDATURAS, {"sexo": "hombre", "q": "inventado"}).json()["resultados"]
    assert [c["nombre"] for c in hallado] == ["Bruno Inventado"]


def test_una_opcion_desconocida_es_400_y_dice_cual(api):
    respuesta = api.get(CANDIDATURAS, {"sexo": "otro"})
    assert respuesta.status_code == 400
    assert "«otro»" in respuesta.json()["sexo"][0]


def test_se_recorre_por_cursor(api):
    CandidaturaFactory.create_batch(5)
    vistos, direccion = [], f"{CANDIDATURAS}?por_pagina=2"
    while direccion:
        pagina = api.get(direccion).json()
        vistos += [c["id"] for c in pagina["resultados"]]
        direccion = pagina["siguiente"]
    assert len(vistos) == len(set(vistos)) == 5


CURSORES = [b"p=abc", b"p=\x00", b"p=" + b"9" * 50, b"o=-1", b"o=" + b"9" * 20, b"p=1&p=z", b"\xff"]


@pytest.mark.parametrize(
    "cursor", ["x", "%%%", "\x00", "ñ", *(base64.b64encode(c).decode() for c in CURSORES)]
)
def test_un_cursor_escrito_a_mano_no_rompe_nada(api, cursor):
    CandidaturaFactory()
    assert api.get(CANDIDATURAS, {"cursor": cursor}).status_code in {200, 404}


@pytest.mark.parametrize("pk", ["0", "99999999999999999999999"])
def test_una_que_no_existe_es_404(api, pk):
    assert api.get(f"{CANDIDATURAS}{pk}/").status_code == 404


def test_en_la_demostracion_el_aviso_va_en_el_cuerpo_y_en_el_encabezado(api, settings):
    CandidaturaFactory()
    for direccion in ("/api/v1/", CANDIDATURAS, f"{CANDIDATURAS}0/", "/api/v1/procesos/"):
        respuesta = api.get(direccion)
        aviso = respuesta.json()["aviso"]
        assert aviso.startswith(LEYENDA)
        # El archivo de 2017 trae personas de verdad: decirlas ficticias sería falso.
        assert "son los de la fuente" in aviso
        assert respuesta["X-Conoceles-Aviso"]
    settings.ES_DEMO = False
    assert "aviso" not in api.get(CANDIDATURAS).json()


def test_no_hay_api_navegable(api):
    respuesta = api.get(CANDIDATURAS, headers={"accept": "text/html"})
    assert respuesta.status_code == 406 or respuesta["Content-Type"] == "application/json"


def test_el_esquema_describe_cada_recurso_y_sus_filtros(api):
    esquema = api.get(reverse("candidaturas:api:esquema"), {"format": "json"}).json()
    rutas = esquema["paths"]
    assert {CANDIDATURAS, "/api/v1/procesos/", "/api/v1/cargos/", "/api/v1/actores/"} < set(rutas)
    parametros = {p["name"] for p in rutas[CANDIDATURAS]["get"]["parameters"]}
    filtros = "q cargo distrito municipio actor sexo edad escolaridad proceso cursor"
    assert set(filtros.split()) <= parametros
    por_nombre = {p["name"]: p["schema"] for p in rutas[CANDIDATURAS]["get"]["parameters"]}
    assert {por_nombre[n]["type"] for n in filtros.split()} == {"string"}
    assert "60-y-mas" in por_nombre["edad"]["enum"]
    assert all(set(operaciones) == {"get"} for operaciones in rutas.values())


def test_pedir_el_esquema_no_cambia_los_filtros(api):
    """django-filter guarda en la clase los campos que el esquema mira: una vez los vació."""
    CandidaturaFactory()
    api.get(reverse("candidaturas:api:esquema"))
    assert len(api.get(CANDIDATURAS, {"cargo": "diputacion-mr"}).json()["resultados"]) == 1


def test_las_consultas_no_crecen_con_los_renglones(api, django_assert_max_num_queries):
    archivo = ProcesoFactory(clave="archivo", vigente=False, estado="cerrado")
    cargo = CargoFactory(proceso=archivo)

    def contar():
        with django_assert_max_num_queries(30) as capturadas:
            assert api.get(CANDIDATURAS, {"proceso": "archivo"}).status_code == 200
        return len(capturadas)

    PerfilFactory.create_batch(3, candidatura__formula__eleccion__cargo=cargo)
    con_pocas = contar()
    PerfilFactory.create_batch(27, candidatura__formula__eleccion__cargo=cargo)
    assert contar() == con_pocas


def test_se_valida_con_etag(api):
    perfil = PerfilFactory()
    esquema = reverse("candidaturas:api:esquema")
    for direccion in (CANDIDATURAS, f"{CANDIDATURAS}{perfil.pk}/", "/api/v1/", esquema):
        respuesta = api.get(direccion)
        assert respuesta["ETag"]
        repetida = api.get(direccion, headers={"if-none-match": respuesta["ETag"]})
        assert (repetida.status_code, repetida.content) == (304, b"")
    perfil.candidatura.nombre = "Otro Inventado"
    perfil.candidatura.save()
    assert api.get(CANDIDATURAS)["ETag"] != respuesta["ETag"]


def test_el_freno_responde_429_y_no_guarda_la_direccion(api, settings):
    from conoceles.comun.limites import resumen_de

    settings.API_PETICIONES_POR_MINUTO = 3
    desde = {"REMOTE_ADDR": "198.51.100.77"}
    codigos = [api.get("/api/v1/procesos/", {"cursor": n}, **desde).status_code for n in range(5)]
    assert codigos.count(429) == 2
    respuesta = api.get("/api/v1/procesos/", **desde)
    assert respuesta["Retry-After"] == "60"
    assert "aviso" in respuesta.json()
    assert "198.51.100.77" not in resumen_de("198.51.100.77")
    assert api.get("/api/v1/procesos/", REMOTE_ADDR="198.51.100.78").status_code == 200


def test_sin_redis_la_api_responde(api, settings, monkeypatch):
    settings.API_PETICIONES_POR_MINUTO = 1
    monkeypatch.setattr("conoceles.comun.almacen.intentar", lambda accion, si_falla, **_: si_falla)
    for numero in range(3):
        assert api.get("/api/v1/procesos/", {"n": numero}).status_code == 200


@pytest.mark.parametrize("tamano", ["0", "201", "-1", "x", "", "9" * 5000, "１"])
def test_un_tamano_de_pagina_que_no_se_entiende_es_400(api, tamano):
    respuesta = api.get(CANDIDATURAS, {"por_pagina": tamano})
    assert respuesta.status_code == 400
    assert "de 1 a 200" in respuesta.json()["por_pagina"][0]


def test_el_esquema_trae_ejemplos_y_las_respuestas_comunes(api):
    esquema = api.get(reverse("candidaturas:api:esquema"), {"format": "json"}).json()
    for ruta, operaciones in esquema["paths"].items():
        respuestas = operaciones["get"]["responses"]
        assert {"200", "304", "404", "406", "429"} <= set(respuestas), ruta
        if ruta.count("/") == 4 and "schema" not in ruta:
            (ejemplo,) = respuestas["200"]["content"]["application/json"]["examples"].values()
            assert ejemplo["value"]["resultados"][0]


@pytest.mark.parametrize("resto", ["candidaturas/-1/", "inventada/"])
def test_una_direccion_que_no_existe_tambien_se_dice_en_json(client, db, resto):
    respuesta = client.get(f"/api/v1/{resto}")
    assert (respuesta.status_code, respuesta["Content-Type"]) == (404, "application/json")
    assert client.get("/api/v1/procesos").status_code == 301
