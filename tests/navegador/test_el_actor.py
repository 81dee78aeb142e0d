"""El trabajo de un actor, con clics: consentimientos y compromisos.

Cada pantalla se revisa con axe y a tres anchos. Con CAPTURAS_DE_PANTALLA=carpeta deja sus imágenes.
"""

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import expect

from captura.demostracion.consentimientos import TEXTOS
from captura.models import Rol
from captura.servicios.formatos import crear_formato
from tests.fabricas import AdscripcionFactory, CuestionarioFactory, FormulaFactory
from tests.navegador.test_camino_completo import Retratos, camino  # noqa: F401


@pytest.fixture
def con_formato(camino):  # noqa: F811
    crear_formato(camino.candidatura.proceso, "Uno", TEXTOS, None)
    camino.otra = CuestionarioFactory(
        candidatura__formula=FormulaFactory(actor=camino.actor),
        candidatura__nombres="Benita",
        candidatura__primer_apellido="Imaginada",
    ).candidatura
    camino.persona = AdscripcionFactory(
        rol=Rol.CANDIDATA, actor=camino.actor, candidaturas=[camino.candidatura]
    )
    return camino


def entrar_como(pagina, adscripcion, url: str):
    """Con la sesión ya abierta: el camino de entrada tiene su propia prueba."""
    sesion = SessionStore()
    sesion[SESSION_KEY] = str(adscripcion.usuario.pk)
    sesion[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    sesion[HASH_SESSION_KEY] = adscripcion.usuario.get_session_auth_hash()
    sesion.save()
    galleta = {"name": settings.SESSION_COOKIE_NAME, "value": sesion.session_key, "url": url}
    pagina.context.add_cookies([galleta])


def test_las_demas_pantallas_de_consentimientos_y_compromisos_son_accesibles(
    abrir_pagina, con_formato, live_server
):
    retratos = Retratos()
    uttai, partido = abrir_pagina(), abrir_pagina()
    entrar_como(uttai, con_formato.uttai, live_server.url)
    entrar_como(partido, con_formato.enlace, live_server.url)
    familia = con_formato.candidatura.proceso.familias_de_compromisos.get()
    for nombre, direccion in (
        ("formatos", reverse("captura:formatos")),
        ("formato-nuevo", reverse("captura:formato_nuevo")),
        ("compromisos-textos", reverse("captura:compromisos_textos")),
        ("familia-nueva", reverse("captura:familia_nueva")),
        ("version-nueva", reverse("captura:version_nueva", args=[familia.pk])),
        ("solicitud-externa", reverse("captura:solicitud_externa")),
    ):
        uttai.goto(direccion)
        expect(uttai.get_by_role("heading", level=1)).to_be_visible()
        retratos.tomar(uttai, nombre)

    # El menú cabe en un renglón; lo que no, está en «Más» y se abre con el teclado.
    assert uttai.locator(".barra").bounding_box()["height"] < 60
    uttai.get_by_text("Más", exact=True).focus()
    uttai.keyboard.press("Enter")
    uttai.get_by_role("link", name="Movimientos").click()
    expect(uttai.get_by_role("heading", level=1)).to_have_text("Sustituciones y bajas")

    # Lo que no le toca, ni con la dirección a mano.
    for direccion in (reverse("captura:formatos"), reverse("captura:compromisos_textos")):
        assert partido.goto(direccion).status == 403
