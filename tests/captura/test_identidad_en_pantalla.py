"""El cuestionario de identidad en el teléfono: cabe, es accesible y no deja nada guardado."""

import pytest
from django.urls import reverse

from captura.identidad import contenido_de_partida
from captura.models import RespuestasDeIdentidad
from captura.servicios.captura_de_identidad import crear_cuestionario_de_identidad
from tests.captura.test_identidad import publicar
from tests.captura.test_identidad_guardada import contestar_todo, firmar
from tests.fabricas import CONTRASENA
from tests.pantallas import revisar

GUARDADO = """async () => JSON.stringify([
    Object.entries(localStorage), Object.entries(sessionStorage),
    await indexedDB.databases(), await caches.keys()
])"""


@pytest.mark.django_db(transaction=True)
def test_se_contesta_en_el_telefono(papeles, pagina_movil):
    crear_cuestionario_de_identidad(proceso=papeles.proceso, contenido=contenido_de_partida())
    firmar(papeles, publicacion=True)
    pagina = pagina_movil
    pagina.goto("/cuentas/login/")
    pagina.fill("[name=login]", papeles.cuentas["candidata"].usuario.username)
    pagina.fill("[name=password]", CONTRASENA)
    pagina.click("main button[type=submit]")
    pk = papeles.cuestionario.candidatura_id
    pagina.goto(reverse("captura:identidad", args=[pk]))
    revisar(pagina, "identidad-portada")
    pagina.click("text=Diversidad sexual y de género")
    revisar(pagina, "identidad-bloque")
    assert pagina.locator("input:checked").count() == 0
    # Lo que depende del Sí se ve al elegirlo, sin guiones, y deja de verse al cambiar.
    depende = pagina.locator("#id_lgbtttiq_identidad")
    assert not depende.is_visible()
    pagina.check("[name=lgbtttiq][value=si]")
    assert depende.is_visible()
    pagina.check("[name=lgbtttiq_identidad][value=otra]")
    pagina.fill("[name=lgbtttiq_identidad_otra]", "marcanavegador")
    revisar(pagina, "identidad-bloque-si")
    pagina.click("text=Guardar y seguir")
    pagina.wait_for_url("**/migracion/")
    pagina.goto(reverse("captura:identidad_bloque", args=[pk, "edad"]))
    pagina.check("[name=joven][value=si]")
    assert not pagina.locator("#id_mayor").is_visible()
    pagina.click("text=Guardar y seguir")
    pagina.wait_for_url("**/ingresos/")
    pagina.goto(reverse("captura:identidad_bloque", args=[pk, "edad"]))
    revisar(pagina, "identidad-contradiccion")
    pagina.goto(reverse("captura:identidad_bloque", args=[pk, "discapacidad"]))
    pagina.check("[name=discapacidad][value=si]")
    pagina.click("text=Guardar y seguir")
    revisar(pagina, "identidad-faltan")
    assert "marcanavegador" not in pagina.evaluate(GUARDADO)
    assert RespuestasDeIdentidad.objects.exists()
    contestar_todo(papeles, afromexicana="si", discapacidad="si")
    publicar(papeles)
    pagina.goto(reverse("captura:identidad", args=[pk]))
    revisar(pagina, "identidad-contestado")
    pagina.goto(papeles.cuestionario.candidatura.get_absolute_url())
    revisar(pagina, "identidad-ficha-publica")
    pagina.goto("/candidaturas/?autoadscripcion=afromexicana")
    revisar(pagina, "identidad-filtro")
