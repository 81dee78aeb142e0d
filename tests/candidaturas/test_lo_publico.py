"""Qué se ve y desde cuándo: ni un proceso antes de abrirse ni un perfil antes de publicarse."""

from datetime import timedelta

import pytest
from django.urls import reverse

from candidaturas.models import EstadoDeProceso, Parametro
from conoceles.comun import reloj
from tests.fabricas import (
    APERTURA,
    CandidaturaFactory,
    CompromisoPublicadoFactory,
    PerfilFactory,
    ProcesoFactory,
)

pytestmark = pytest.mark.django_db

NOMBRE = "Zenaida Inconfundible De Prueba"
PALABRA = "xilófono"


def direcciones(candidatura) -> list[str]:
    pk = candidatura.pk
    return [
        reverse("candidaturas:inicio"),
        reverse("candidaturas:lista"),
        reverse("candidaturas:lista") + "?q=inconfundible",
        reverse("candidaturas:lista") + f"?q={PALABRA}",
        reverse("candidaturas:lista") + f"?proceso={candidatura.proceso.clave}",
        candidatura.get_absolute_url(),
        "/sitemap.xml",
        "/robots.txt",
        "/api/v1/",
        "/api/v1/candidaturas/",
        f"/api/v1/candidaturas/?proceso={candidatura.proceso.clave}",
        f"/api/v1/candidaturas/?q={PALABRA}",
        f"/api/v1/candidaturas/{pk}/",
        "/api/v1/procesos/",
        "/api/v1/cargos/",
        "/api/v1/actores/",
        "/api/v1/schema/",
    ]


def todo_lo_publico(client, candidatura) -> str:
    """Lo que cualquiera puede leer, en un solo texto. Lo que la página repite de lo que se le
    preguntó no se cuenta.
    """
    partes = []
    for direccion in direcciones(candidatura):
        cuerpo = client.get(direccion, headers={"accept": "*/*"}).content.decode()
        for eco in (PALABRA, candidatura.proceso.clave):
            if f"={eco}" in direccion:
                cuerpo = cuerpo.replace(eco, "")
        partes.append(cuerpo)
    return "\n".join(partes)


@pytest.fixture
def zenaida():
    proceso = ProcesoFactory(nombre="Proceso Secreto", clave="secreto-2023")
    return CandidaturaFactory(
        nombre=NOMBRE,
        formula__actor__nombre="Partido Oculto",
        formula__actor__proceso=proceso,
        formula__eleccion__cargo__proceso=proceso,
        formula__eleccion__cargo__nombre="Cargo Reservado",
        formula__eleccion__nombre_territorio="Comarca Callada",
    )


DEL_PROCESO = [
    NOMBRE,
    "Proceso Secreto",
    "secreto-2023",
    "Partido Oculto",
    "Cargo Reservado",
    "Comarca Callada",
]


def test_un_segundo_antes_de_la_apertura_nada_del_proceso_es_publico(client, zenaida):
    with reloj.en(APERTURA - timedelta(seconds=1)):
        visto = todo_lo_publico(client, zenaida)
        assert [dato for dato in DEL_PROCESO if dato in visto] == []
        assert client.get(zenaida.get_absolute_url()).status_code == 404
        assert client.get(f"/api/v1/candidaturas/{zenaida.pk}/").status_code == 404
    with reloj.en(APERTURA):
        visto = todo_lo_publico(client, zenaida)
        assert [dato for dato in DEL_PROCESO if dato not in visto] == []
        assert client.get(zenaida.get_absolute_url()).status_code == 200


def test_en_preparacion_nada_es_publico_aunque_ya_haya_fecha(client, zenaida):
    proceso = zenaida.proceso
    proceso.estado = EstadoDeProceso.EN_PREPARACION
    proceso.save()
    visto = todo_lo_publico(client, zenaida)
    assert [dato for dato in DEL_PROCESO if dato in visto] == []


def test_las_paginas_de_error_no_nombran_un_proceso_que_aun_no_es_publico(client, zenaida):
    with reloj.en(APERTURA - timedelta(seconds=1)):
        assert "Proceso Secreto" not in client.get("/no-existe/").content.decode()


def test_antes_de_publicarse_nada_del_perfil_es_publico_y_despues_todo(client, zenaida):
    antes = todo_lo_publico(client, zenaida)
    PerfilFactory(
        candidatura=zenaida,
        con_foto=True,
        propuesta_1=f"Un {PALABRA} en cada escuela.",
        correos=["zenaida@example.org"],
    )
    CompromisoPublicadoFactory(candidatura=zenaida, familia="Familia Firmada")
    foto = zenaida.perfil.foto.url
    del_perfil = [PALABRA, foto, "zenaida@example.org", "Familia Firmada", "<lastmod>"]
    assert [dato for dato in del_perfil if dato in antes] == []

    despues = todo_lo_publico(client, zenaida)
    assert [dato for dato in del_perfil if dato not in despues] == []
    hallada = client.get("/api/v1/candidaturas/", {"q": PALABRA}).json()
    assert [c["nombre"] for c in hallada["resultados"]] == [NOMBRE]


def test_una_firma_sin_perfil_publicado_no_se_ve(client, zenaida):
    CompromisoPublicadoFactory(candidatura=zenaida, familia="Familia Firmada")
    assert "Familia Firmada" not in todo_lo_publico(client, zenaida)


def test_tras_el_cierre_los_perfiles_siguen_si_el_parametro_lo_dice(client, zenaida):
    PerfilFactory(candidatura=zenaida, con_foto=True, propuesta_1=f"Un {PALABRA}.")
    zenaida.proceso.estado = EstadoDeProceso.CERRADO
    zenaida.proceso.save()
    assert PALABRA in todo_lo_publico(client, zenaida)

    Parametro.objects.create(proceso=zenaida.proceso, clave="perfiles_tras_cierre", valor="no")
    visto = todo_lo_publico(client, zenaida)
    for dato in (PALABRA, zenaida.perfil.foto.url, "<lastmod>"):
        assert dato not in visto
    assert NOMBRE in visto
    assert client.get("/api/v1/candidaturas/", {"q": PALABRA}).json()["resultados"] == []


def test_ninguna_pagina_publica_depende_de_cookies(client, zenaida):
    PerfilFactory(candidatura=zenaida)
    client.cookies["sessionid"] = "inventada"
    for direccion in direcciones(zenaida):
        respuesta = client.get(direccion, headers={"accept": "*/*"})
        assert respuesta.status_code == 200, direccion
        assert not respuesta.cookies, direccion
        assert "cookie" not in respuesta.get("Vary", "").lower(), direccion


@pytest.mark.parametrize("metodo", ["post", "put", "patch", "delete"])
def test_lo_publico_solo_se_lee(client, zenaida, metodo):
    for direccion in direcciones(zenaida):
        assert getattr(client, metodo)(direccion).status_code == 405, direccion


def test_una_sustituida_conserva_su_direccion_pero_sale_de_listas_y_mapa(client, zenaida):
    zenaida.estado_registro = "sustituida"
    zenaida.baja_el = APERTURA.date()
    zenaida.save()
    direccion = zenaida.get_absolute_url()
    assert client.get(direccion).status_code == 200
    assert direccion not in client.get("/sitemap.xml").content.decode()
    assert NOMBRE not in client.get(reverse("candidaturas:lista")).content.decode()


def test_robots_senala_el_mapa_y_aparta_lo_privado(client):
    texto = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in texto
    for privada in ("/captura/", "/informes/", "/cuentas/"):
        assert f"Disallow: {privada}" in texto


def test_los_iconos_se_dibujan_y_no_se_leen_como_texto(db, client):
    pagina = client.get("/").text
    assert '<svg class="icono"' in pagina
    assert "&lt;svg" not in pagina
