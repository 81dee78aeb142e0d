"""Despublicar, bloquear y suprimir un proceso, con dos personas y una interrupción."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from captura.models import Trabajo
from captura.servicios import supresion
from tests.captura.conftest import papeles  # noqa: F401
from tests.captura.test_ciclo_de_vida import llevar_a
from tests.captura.test_identidad import publicar
from tests.navegador.test_el_actor import entrar_como
from tests.pantallas import revisar

pytestmark = pytest.mark.django_db(transaction=True)


def test_de_despublicar_al_acta(
    papeles,  # noqa: F811
    abrir_pagina,
    live_server,
    hacer_trabajos,
    monkeypatch,
):
    publicar(papeles)
    proceso = llevar_a(papeles.proceso)
    coordina, confirma = abrir_pagina(360), abrir_pagina(360)
    entrar_como(coordina, papeles.cuentas["coordinacion"], live_server.url)
    entrar_como(confirma, papeles.cuentas["comision"], live_server.url)
    coordina.goto(reverse("captura:ciclos"))
    revisar(coordina, "ciclos", oscuro=True)
    coordina.get_by_role("link", name=proceso.nombre).click()
    for accion in ("Despublicar el proceso", "Bloquear los datos"):
        coordina.get_by_role("link", name=accion).click()
        if accion.startswith("Despublicar"):
            revisar(coordina, "despublicar", oscuro=True)
        coordina.get_by_role("button", name=accion).click()
    coordina.get_by_role("link", name="Ver qué se suprimiría").click()
    coordina.get_by_role("button", name="Pedir que se suprima").click()
    revisar(coordina, "suprimir", oscuro=True)
    coordina.get_by_label("Acuerdo").fill("Acuerdo de ejemplo 1/2024.")
    coordina.get_by_label("Entiendo").check()
    coordina.get_by_role("button", name="Pedir que se suprima").click()
    expect(coordina.get_by_text("Debe confirmarla otra persona")).to_be_visible()
    expect(coordina.get_by_role("button", name="Confirmar")).to_have_count(0)

    confirma.goto(reverse("captura:ciclo", args=[proceso.pk]))
    revisar(confirma, "supresion-por-confirmar", oscuro=True)
    confirma.get_by_role("button", name="Confirmar y suprimir").click()
    confirma.get_by_role("link", name="Ver cómo va").click()
    revisar(confirma, "supresion-avance", oscuro=True)
    with monkeypatch.context() as parche:
        parche.setattr(supresion, "que_queda", lambda proceso: iter(["Queda un archivo."]))
        hacer_trabajos()
    expect(confirma.get_by_text("Queda un archivo.")).to_be_visible()

    coordina.reload()
    expect(coordina.get_by_text("Queda un archivo.")).to_be_visible()
    revisar(coordina, "supresion-por-reanudar", oscuro=True)
    confirma.goto(reverse("captura:ciclo", args=[proceso.pk]))
    confirma.get_by_role("button", name="Reanudar").click()
    expect(confirma.get_by_text("Sigue donde se había detenido.")).to_be_visible()
    hacer_trabajos()
    assert Trabajo.objects.count() == 2
    confirma.reload()
    with confirma.expect_download() as bajada:
        confirma.get_by_role("link", name="ACT-").click()
    assert bajada.value.path().read_bytes().startswith(b"%PDF")
    revisar(confirma, "suprimido", oscuro=True)
