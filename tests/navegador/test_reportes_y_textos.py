"""Reportar un error y leer los textos, en un navegador: con y sin JavaScript, y con axe."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import expect

from candidaturas import explicaciones
from candidaturas.models import Explicacion
from captura.models import ClaseDeError, ReporteDeError, Rol
from captura.servicios.reportes import recibir_reporte
from tests.almacen import vaciar_redis
from tests.fabricas import AdscripcionFactory, PerfilFactory
from tests.pantallas import revisar


@pytest.fixture
def perfil(transactional_db, live_server):
    vaciar_redis()
    explicaciones.cargar()
    return PerfilFactory(candidatura__nombre="Gerardo Núñez Inventado").candidatura


def entrar(pagina, rol: Rol, url: str):
    """Con la sesión ya abierta: el camino de entrada tiene su propia prueba."""
    adscripcion = AdscripcionFactory(rol=rol)
    TOTP.activate(adscripcion.usuario, generate_totp_secret())
    sesion = SessionStore()
    sesion[SESSION_KEY] = str(adscripcion.usuario.pk)
    sesion[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    sesion[HASH_SESSION_KEY] = adscripcion.usuario.get_session_auth_hash()
    sesion.save()
    galleta = {"name": settings.SESSION_COOKIE_NAME, "value": sesion.session_key, "url": url}
    pagina.context.add_cookies([galleta])


@pytest.mark.parametrize("con_guiones", [True, False])
def test_se_reporta_desde_el_perfil_sin_cookies(perfil, abrir_pagina, con_guiones):
    pagina = abrir_pagina(360, java_script_enabled=con_guiones)
    pagina.goto(perfil.get_absolute_url())
    pagina.get_by_role("link", name="Reportar un error").click()
    pagina.get_by_role("button", name="Enviar el reporte").click()
    expect(pagina.get_by_text("Error:").first).to_be_attached()
    pagina.get_by_label("La fotografía").check()
    pagina.get_by_label("Explique el error").fill("La fotografía está girada.")
    pagina.get_by_role("button", name="Enviar el reporte").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Recibimos su reporte")
    expect(pagina.get_by_text(ReporteDeError.objects.get().folio)).to_be_visible()
    assert pagina.context.cookies() == []


def test_las_paginas_publicas_son_accesibles(perfil, abrir_pagina):
    pagina = abrir_pagina()
    formulario = f"{perfil.get_absolute_url()}reportar/"
    pagina.goto(formulario)
    revisar(pagina, "reportar", oscuro=True)
    pagina.get_by_role("button", name="Enviar el reporte").click()
    revisar(pagina, "reportar-con-errores", oscuro=True)
    for _ in range(6):
        pagina.goto(formulario)
        pagina.get_by_label("Otra cosa").check()
        pagina.get_by_label("Explique el error").fill("Un error ficticio.\n" * 40)
        pagina.get_by_role("button", name="Enviar el reporte").click()
        if "folio=" in pagina.url:
            revisar(pagina, "reporte-recibido", oscuro=True)
    expect(pagina.get_by_role("alert")).to_contain_text("todavía no se envió")
    revisar(pagina, "reportar-demasiados", oscuro=True)
    pagina.goto("/informacion/")
    revisar(pagina, "informacion", oscuro=True)
    for explicacion in Explicacion.objects.all():
        pagina.goto(explicacion.get_absolute_url())
        revisar(pagina, f"informacion-{explicacion.clave}", oscuro=True)
    Explicacion.objects.all().delete()
    pagina.goto("/informacion/")
    revisar(pagina, "informacion-vacia", oscuro=True)
    assert pagina.context.cookies() == []


def test_las_pantallas_del_personal_son_accesibles(perfil, pagina, live_server):
    entrar(pagina, Rol.REVISION, live_server.url)
    pagina.goto("/captura/reportes/")
    revisar(pagina, "personal-reportes-vacio")
    reporte = recibir_reporte(
        candidatura=perfil,
        clase=ClaseDeError.TEXTO,
        texto="Está cortado.\n" + "palabralarguísima" * 20,
        correo="quien@example.org",
    )
    pagina.goto("/captura/reportes/")
    revisar(pagina, "personal-reportes")
    pagina.get_by_role("link", name=reporte.folio).click()
    revisar(pagina, "personal-reporte")
    pagina.get_by_role("button", name="Tomarlo para atenderlo").click()
    pagina.get_by_role("button", name="Cerrar el reporte").click()
    expect(pagina.get_by_text("escriba qué se hizo").first).to_be_visible()
    revisar(pagina, "personal-reporte-sin-nota")
    pagina.get_by_label("Nota").fill("Se corrigió.")
    pagina.get_by_role("button", name="Cerrar el reporte").click()
    expect(pagina.get_by_text("Se corrigió.")).to_be_visible()
    revisar(pagina, "personal-reporte-cerrado")
    pagina.goto("/captura/textos/")
    revisar(pagina, "personal-textos")
    pagina.get_by_role("link", name="Preguntas frecuentes", exact=True).click()
    pagina.get_by_label("Texto").fill("## Nueva\n\nUna respuesta **nueva**.")
    pagina.get_by_role("button", name="Ver cómo queda").click()
    expect(pagina.get_by_role("heading", name="Nueva")).to_be_visible()
    revisar(pagina, "personal-texto-previa")
    pagina.get_by_role("button", name="Guardar y publicar").click()
    expect(pagina.get_by_text("Texto guardado")).to_be_visible()
    revisar(pagina, "personal-texto")
    pagina.goto("/informacion/preguntas-frecuentes/")
    expect(pagina.get_by_role("heading", name="Nueva")).to_be_visible()
