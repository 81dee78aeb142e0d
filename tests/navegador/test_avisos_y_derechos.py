"""El aviso de privacidad y las solicitudes de derechos, en un navegador y con axe."""

import zipfile

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from candidaturas.avisos_de_privacidad import de_partida
from captura.servicios.avisos import crear_aviso
from tests.captura.conftest import papeles  # noqa: F401
from tests.fabricas import imagen
from tests.navegador.test_el_actor import entrar_como
from tests.pantallas import revisar

pytestmark = pytest.mark.django_db(transaction=True)


def test_el_aviso_se_lee_al_entrar_y_coordinacion_publica_otro(
    papeles,  # noqa: F811
    abrir_pagina,
    live_server,
):
    crear_aviso(*de_partida())
    telefono, uttai = abrir_pagina(360), abrir_pagina()
    entrar_como(telefono, papeles.cuentas["candidata"], live_server.url)
    telefono.goto(reverse("captura:trabajos"))
    expect(telefono.get_by_role("heading", level=1)).to_have_text("Aviso de privacidad")
    revisar(telefono, "aviso-al-entrar")
    telefono.get_by_label("Leí el aviso de privacidad").check()
    telefono.get_by_role("button", name="Seguir").click()
    telefono.wait_for_url(f"**{reverse('captura:trabajos')}")

    entrar_como(uttai, papeles.cuentas["coordinacion"], live_server.url)
    uttai.goto(reverse("captura:aviso"))
    uttai.get_by_label("Leí el aviso de privacidad").check()
    uttai.get_by_role("button", name="Seguir").click()
    uttai.goto(reverse("captura:aviso_nuevo"))
    uttai.get_by_role("button", name="Ver cómo queda").click()
    expect(uttai.get_by_text("Todavía no se publica.")).to_be_visible()
    revisar(uttai, "aviso-nuevo")
    uttai.get_by_role("button", name="Publicar").click()
    expect(uttai.get_by_text("Se publicó la versión 2")).to_be_visible()
    revisar(uttai, "avisos")
    telefono.goto(reverse("candidaturas:aviso_de_privacidad", args=[1]))
    expect(telefono.get_by_text("ya no rige")).to_be_visible()
    revisar(telefono, "aviso-publico", oscuro=True)


def test_de_la_solicitud_al_archivo_con_todo(
    papeles,  # noqa: F811
    abrir_pagina,
    live_server,
    hacer_trabajos,
    tmp_path,
):
    telefono, uttai = abrir_pagina(360, accept_downloads=True), abrir_pagina()
    entrar_como(telefono, papeles.cuentas["candidata"], live_server.url)
    entrar_como(uttai, papeles.cuentas["coordinacion"], live_server.url)
    telefono.goto(reverse("captura:derechos"))
    revisar(telefono, "derechos-persona", oscuro=True)
    telefono.get_by_role("link", name="Nueva solicitud").click()
    telefono.get_by_role("button", name="Registrar la solicitud").click()
    expect(telefono.get_by_text("Elija un derecho.").first).to_be_visible()
    revisar(telefono, "derecho-nuevo")
    telefono.get_by_label("Acceso", exact=True).check()
    telefono.get_by_label("Qué pide").fill("Todo lo que tengan sobre mí.")
    credencial = tmp_path / "credencial.jpg"
    credencial.write_bytes(imagen())
    telefono.get_by_label("Identificación de la persona").set_input_files(credencial)
    telefono.get_by_role("button", name="Registrar la solicitud").click()
    expect(telefono.get_by_text("Por responder")).to_be_visible()
    revisar(telefono, "derecho-persona", oscuro=True)
    telefono.get_by_role("button", name="Todo lo que el sistema tiene sobre mí").click()
    hacer_trabajos()
    telefono.reload()
    revisar(telefono, "derecho-archivo")
    with telefono.expect_download() as bajada:
        telefono.locator("#sigue").click()
    assert zipfile.is_zipfile(bajada.value.path())

    uttai.goto(reverse("captura:inicio"))
    revisar(uttai, "cola-con-derechos")
    uttai.get_by_role("link", name="Solicitudes de derechos por atender: 1").click()
    revisar(uttai, "derechos", oscuro=True)
    uttai.get_by_role("link", name="DER-").click()
    revisar(uttai, "derecho-resolver", oscuro=True)
    uttai.get_by_label("Procedente", exact=True).check()
    uttai.get_by_label("Motivo y fundamento").fill("Acreditó quién es.")
    uttai.get_by_role("button", name="Registrar la resolución").click()
    uttai.get_by_label("Qué se hizo").fill("Se le entregaron sus datos.")
    revisar(uttai, "derecho-cumplir", oscuro=True)
    uttai.get_by_role("button", name="Registrar lo que se hizo").click()
    expect(uttai.get_by_text("Concluida")).to_be_visible()
