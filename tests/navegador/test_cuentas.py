"""Una llave de acceso de verdad y el camino de una invitación, en un navegador y con axe.

Con CAPTURAS_DE_PANTALLA=carpeta deja ahí una imagen de cada pantalla, a 360 y a 1280 de ancho.
"""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import expect

from captura.models import Rol
from captura.servicios.correos import enviar_pendientes
from tests.almacen import vaciar_redis
from tests.fabricas import (
    CONTRASENA,
    ActorFactory,
    AdscripcionFactory,
    CuestionarioFactory,
    FormulaFactory,
    con_aviso,
)
from tests.navegador.test_reportes_y_textos import entrar, revisar


@pytest.fixture(autouse=True)
def de_cero(transactional_db, live_server, settings, tmp_path):
    vaciar_redis()
    settings.SITIO_URL = live_server.url
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path


def con_llave_virtual(pagina):
    """Un autenticador del navegador, como el de un teléfono con huella."""
    cdp = pagina.context.new_cdp_session(pagina)
    cdp.send("WebAuthn.enable")
    opciones = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return cdp, cdp.send("WebAuthn.addVirtualAuthenticator", {"options": opciones})


def iniciar_sesion(pagina, usuario):
    pagina.goto(reverse("account_login"))
    pagina.get_by_label("usuario", exact=False).first.fill(usuario.username)
    pagina.get_by_label("Contraseña", exact=False).first.fill(CONTRASENA)
    pagina.get_by_role("button", name="Entrar").click()


def test_uttai_anade_una_llave_y_entra_con_ella(pagina):
    coordinacion = AdscripcionFactory(rol=Rol.COORDINACION)
    cdp, llave = con_llave_virtual(pagina)
    iniciar_sesion(pagina, coordinacion.usuario)
    expect(pagina.get_by_text("Su función la exige")).to_be_visible()
    revisar(pagina, "verificacion")
    pagina.locator("section", has_text="Llaves de acceso").get_by_role("link").click()
    pagina.get_by_label("Contraseña").fill(CONTRASENA)
    pagina.get_by_role("button", name="Confirmar").click()
    expect(pagina.get_by_role("button", name="Añadir la llave")).to_be_visible()
    revisar(pagina, "llave-anadir")
    pagina.get_by_role("button", name="Añadir la llave").click()
    expect(pagina.get_by_role("heading", name="Códigos de respaldo")).to_be_visible()
    assert Authenticator.objects.filter(
        user=coordinacion.usuario, type=Authenticator.Type.WEBAUTHN
    ).exists()
    pagina.goto(reverse("captura:inicio"))
    expect(pagina.get_by_role("heading", name="Revisión", level=1)).to_be_visible()

    pagina.context.clear_cookies()
    iniciar_sesion(pagina, coordinacion.usuario)
    expect(pagina.get_by_role("heading", name="Con una llave de acceso")).to_be_visible()
    revisar(pagina, "llave-entrar")
    pagina.get_by_role("button", name="Usar mi llave de acceso").click()
    expect(pagina.get_by_role("heading", name="Revisión", level=1)).to_be_visible()

    # Con otro teléfono, que no tiene esa llave, no se entra y la página dice qué pasó.
    cdp.send("WebAuthn.removeVirtualAuthenticator", llave)
    con_llave_virtual(pagina)
    pagina.context.clear_cookies()
    iniciar_sesion(pagina, coordinacion.usuario)
    pagina.get_by_role("button", name="Usar mi llave de acceso").click()
    expect(pagina.get_by_text("No se pudo usar la llave")).to_be_visible()
    pagina.goto(reverse("captura:inicio"))
    expect(pagina.get_by_role("heading", name="Acceso")).to_be_visible()


def test_de_la_invitacion_al_cuestionario_en_un_telefono(pagina, abrir_pagina, live_server):
    actor = ActorFactory(nombre="Partido Ficticio del Alba")
    suyo = CuestionarioFactory(candidatura__formula=FormulaFactory(actor=actor))
    otro = CuestionarioFactory(candidatura__formula=FormulaFactory(actor=actor))
    capturista = AdscripcionFactory(
        rol=Rol.CAPTURISTA, actor=actor, candidaturas=[otro.candidatura]
    )
    enlace = AdscripcionFactory(rol=Rol.ENLACE, actor=actor)
    con_aviso()
    iniciar_sesion(pagina, enlace.usuario)

    pagina.goto(reverse("captura:cuentas"))
    revisar(pagina, "cuentas-enlace")
    pagina.get_by_role("link", name="Persona candidata").click()
    revisar(pagina, "invitar-candidata")
    pagina.get_by_label("Nombre completo").fill("Aurora Inventada")
    pagina.get_by_label("Correo").fill("aurora@example.org")
    pagina.get_by_label("Candidatura").select_option(str(suyo.candidatura_id))
    pagina.get_by_label("Último día").fill("2099-12-31")
    pagina.get_by_role("button", name="Mandar la invitación").click()
    expect(pagina.get_by_role("heading", name="Acuse de invitación")).to_be_visible()
    enviar_pendientes()
    pagina.reload()
    expect(pagina.get_by_text("Enviado")).to_be_visible()
    revisar(pagina, "invitacion-acuse")

    pagina.goto(reverse("captura:buzon"))
    revisar(pagina, "buzon")
    pagina.get_by_role("link", name="Llene y firme su perfil").click()
    revisar(pagina, "buzon-correo")
    url = pagina.get_by_role("link", name="/cuentas/invitacion/").get_attribute("href")

    telefono = abrir_pagina(ancho=360)
    telefono.goto(url)
    revisar(telefono, "invitacion-enlace")
    telefono.set_viewport_size({"width": 360, "height": 800})
    telefono.get_by_label("Leí el aviso de privacidad").first.check()
    telefono.get_by_role("button", name="Entrar").click()
    telefono.get_by_role("link", name=suyo.candidatura.nombre).first.click()
    expect(telefono.get_by_role("heading", name=suyo.candidatura.nombre)).to_be_visible()
    telefono.get_by_label("Propuesta 1").press_sequentially("Una biblioteca inventada.")
    expect(telefono.get_by_text("Guardado a las").first).to_be_visible(timeout=10_000)
    suyo.refresh_from_db()
    assert suyo.propuesta_1 == "Una biblioteca inventada."

    pagina.goto(reverse("captura:cuenta", args=[capturista.pk]))
    revisar(pagina, "cuenta-delegar")
    pagina.get_by_label(suyo.candidatura.nombre).check()
    pagina.get_by_role("button", name="Guardar candidaturas").click()
    expect(pagina.get_by_text("Se guardaron las candidaturas")).to_be_visible()
    assert capturista.candidaturas.count() == 2

    uttai = abrir_pagina()
    entrar(uttai, Rol.COORDINACION, live_server.url)
    con_aviso()
    for nombre, direccion in (
        ("cuentas-coordinacion", reverse("captura:cuentas")),
        ("cuenta-vigencia", reverse("captura:cuenta", args=[enlace.pk])),
        ("correos", reverse("captura:correos")),
        ("plantillas", reverse("captura:plantillas")),
        ("plantilla", reverse("captura:plantilla", args=["invitacion"])),
    ):
        uttai.goto(direccion)
        revisar(uttai, nombre)
    uttai.get_by_role("button", name="Ver cómo queda").click()
    expect(uttai.get_by_role("heading", name="Así llegaría")).to_be_visible()
    expect(uttai.get_by_text("Enlace del actor político").first).to_be_visible()
