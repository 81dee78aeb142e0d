"""«Mi boleta» y el mapa en un navegador: teléfono y escritorio, con y sin JavaScript y en papel."""

import gzip
import re

import pytest
from playwright.sync_api import expect

from candidaturas.models import Candidatura
from tests.pantallas import revisar

ANCHOS = (360, 1280)


@pytest.mark.parametrize("ancho", ANCHOS)
@pytest.mark.parametrize("con_guiones", [True, False], ids=["con JavaScript", "sin JavaScript"])
def test_del_inicio_a_la_boleta_con_la_seccion(abrir_pagina, estado, ancho, con_guiones):
    pagina = abrir_pagina(ancho, java_script_enabled=con_guiones)
    pagina.goto("/")
    pagina.get_by_label("Escriba su sección").fill("0001")
    pagina.get_by_role("button", name="Ver mi boleta").click()
    expect(pagina).to_have_url(re.compile(r"/boleta/1/$"))
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Sección 0001")
    expect(pagina.get_by_role("heading", name="Distrito 04")).to_be_visible()
    pagina.goto("/boleta/")
    pagina.get_by_label("Municipio", exact=True).select_option(label="Saltillo")
    pagina.get_by_role("button", name="Ver la boleta del municipio").click()
    expect(pagina.get_by_text("tiene 4 distritos")).to_be_visible()
    pagina.goto("/boleta/")
    pagina.get_by_label("Localidad").fill("pajaros azules")
    pagina.get_by_role("button", name="Buscar la localidad").click()
    pagina.get_by_role("link", name="Pájaros Azules").first.click()
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Distrito 04")


def test_cada_pagina_es_accesible_y_cabe(abrir_pagina, estado):
    pagina = abrir_pagina()
    direcciones = [
        "/",
        "/boleta/",
        "/boleta/?seccion=abc&localidad=x",
        "/boleta/?localidad=ejido",
        "/boleta/1/",
        "/boleta/10/",
        "/boleta/9999/",
        "/boleta/municipio/30/",
        "/boleta/otras-formas/",
        "/mapa/",
        "/mapa/municipios/",
    ]
    for direccion in direcciones:
        pagina.goto(direccion)
        revisar(pagina, f"boleta{direccion.replace('/', '-')}", oscuro=True)


@pytest.mark.parametrize("con_fuente", [True, False], ids=["con su letra", "con otra más ancha"])
def test_la_boleta_se_imprime_en_una_hoja(pagina, estado, con_fuente):
    """Con nombres largos, y también si se imprime antes de que llegue la letra del portal."""
    Candidatura.objects.update(nombre="José Francisco Rodríguez de la Garza")
    if not con_fuente:
        pagina.route("**/*.woff2", lambda ruta: ruta.abort())
    pagina.goto("/boleta/1/")
    pagina.evaluate("document.fonts.ready.then(() => null)")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Mi boleta: Sección 0001")
    papel = pagina.pdf(format="Letter")
    assert len(re.findall(rb"/Type\s*/Page\b", papel)) == 1


def test_la_primera_vista_de_la_boleta_pesa_menos_de_100_kb(pagina, estado):
    respuestas = []
    pagina.on("response", lambda respuesta: respuestas.append(respuesta))
    pagina.goto("/boleta/1/", wait_until="networkidle")
    # La hoja de estilo viaja comprimida en producción; aquí se comprime para medirla igual.
    pesos = {r.url: len(gzip.compress(r.body())) for r in respuestas}
    assert len(pesos) > 1
    assert sum(pesos.values()) < 100 * 1024, pesos


def test_la_posicion_se_pide_al_oprimir_y_no_sale_en_la_direccion(abrir_pagina, estado):
    pagina = abrir_pagina(
        360,
        geolocation={"latitude": 28.704321, "longitude": -100.524321},
        permissions=["geolocation"],
    )
    pagina.goto("/boleta/")
    pagina.get_by_role("button", name="Usar mi posición").click()
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Distrito 02")
    assert "704321" not in pagina.url


def test_sin_permiso_de_posicion_se_dice_que_hacer(abrir_pagina, estado):
    pagina = abrir_pagina(360)
    pagina.goto("/boleta/")
    pagina.get_by_role("button", name="Usar mi posición").click()
    expect(pagina.get_by_role("status").filter(has_text="No se pudo")).to_be_visible()


def test_el_mapa_se_recorre_con_el_teclado(pagina, estado):
    pagina.goto("/mapa/")
    enlaces = pagina.locator("svg.mapa__dibujo a")
    # Los 16 distritos del mapa y, otra vez, los que se ven ampliados.
    assert enlaces.count() == 26
    enlaces.first.focus()
    pagina.keyboard.press("Tab")
    assert pagina.evaluate("document.activeElement.getAttribute('aria-label')").startswith(
        "Distrito 02"
    )
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Distrito 02")
