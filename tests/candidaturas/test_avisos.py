"""Atom, mapa del sitio y robots: lo que leen otros programas."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from django.utils.timezone import localtime

from candidaturas.abiertos.cortes import cortar
from candidaturas.models import ProcesoElectoral
from tests.fabricas import CandidaturaFactory, PerfilFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MAPA = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def leer(client, eleccion):
    respuesta = client.get(f"/candidaturas/eleccion/{eleccion.pk}/atom.xml")
    assert respuesta.status_code == 200
    assert respuesta["Content-Type"].startswith("application/atom+xml")
    assert not respuesta.cookies
    return ET.fromstring(respuesta.content)  # noqa: S314  lo acaba de escribir el sitio


def test_el_atom_dice_lo_publicado_y_lo_cambiado_en_la_eleccion(client):
    perfil = PerfilFactory(
        candidatura__nombre="Ana & Compañía", actualizado_en=datetime(2023, 5, 9, tzinfo=UTC)
    )
    eleccion = perfil.candidatura.formula.eleccion
    PerfilFactory(
        candidatura__formula__eleccion=eleccion,
        candidatura__nombre="Bruno Inventado",
        publicado_en=datetime(2023, 5, 6, tzinfo=UTC),
    )
    CandidaturaFactory(formula__eleccion=eleccion, nombre="Sin Perfil")
    PerfilFactory(candidatura__nombre="De Otra Elección")
    raiz = leer(client, eleccion)
    entradas = raiz.findall(f"{ATOM}entry")
    assert [e.findtext(f"{ATOM}title") for e in entradas] == [
        "Ana & Compañía: cambió su perfil",
        "Bruno Inventado: perfil publicado",
    ]
    assert (
        entradas[0].find(f"{ATOM}link").get("href").endswith(perfil.candidatura.get_absolute_url())
    )
    assert raiz.findtext(f"{ATOM}updated").startswith("2023-05-09")
    assert "DEMOSTRACIÓN" in raiz.findtext(f"{ATOM}subtitle")


def test_sin_perfiles_visibles_o_sin_proceso_publico_no_dice_nada(client):
    perfil = PerfilFactory()
    eleccion = perfil.candidatura.formula.eleccion
    perfil.candidatura.proceso.parametros.create(clave="perfiles_tras_cierre", valor="no")
    ProcesoElectoral.objects.update(estado="cerrado")
    assert not leer(client, eleccion).findall(f"{ATOM}entry")
    ProcesoElectoral.objects.update(estado="en_preparacion")
    assert client.get(f"/candidaturas/eleccion/{eleccion.pk}/atom.xml").status_code == 404
    assert client.get("/candidaturas/eleccion/999999/atom.xml").status_code == 404


def test_el_mapa_dice_cuando_cambio_cada_pagina(client):
    perfil = PerfilFactory()
    corte = cortar(perfil.candidatura.proceso)
    raiz = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314  es del sitio
    cambios = {
        u.findtext(f"{MAPA}loc"): u.findtext(f"{MAPA}lastmod") for u in raiz.findall(f"{MAPA}url")
    }
    assert cambios["http://testserver/estadisticas/"] == "2023-05-04"
    assert cambios["http://testserver/"] == "2023-05-04"
    assert cambios["http://testserver/datos/"] == localtime(corte.corte_en).date().isoformat()
    assert "http://testserver" + perfil.candidatura.get_absolute_url() in cambios


def test_robots_deja_leer_lo_publico_y_dice_donde_esta_el_mapa(client):
    texto = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in texto
    for publico in ("/datos", "/estadisticas", "/api"):
        assert f"Disallow: {publico}" not in texto
