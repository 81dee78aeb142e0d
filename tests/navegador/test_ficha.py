"""La ficha, comparar y mi lista en un navegador de verdad, ancho o angosto, con y sin guiones."""

import re

import pytest
from playwright.sync_api import expect

from candidaturas.models import CambioDePerfil, TipoDeCandidatura
from tests.fabricas import (
    ActorFactory,
    CandidaturaFactory,
    EleccionFactory,
    FormulaFactory,
    PerfilFactory,
)
from tests.pantallas import revisar

VOZ = """
window.dicho = [];
window.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(texto) { super(); this.texto = texto; }
};
Object.defineProperty(window, "speechSynthesis", {
    value: { speak: (d) => window.dicho.push(d.texto), cancel: () => window.dicho.push("(calla)") },
});
"""


@pytest.fixture
def contienda(transactional_db, live_server):
    """Tres en la misma elección, una sin publicar, y otra elección."""
    eleccion = EleccionFactory()
    personas = []
    for orden, nombre in enumerate(("Alba Uno", "Berta Dos", "Carla Tres"), 1):
        actor = ActorFactory(proceso=eleccion.cargo.proceso, orden=orden)
        formula = FormulaFactory(eleccion=eleccion, actor=actor)
        personas.append(CandidaturaFactory(formula=formula, nombre=nombre))
    PerfilFactory(
        candidatura=personas[0],
        con_foto=True,
        propuesta_1="Llevar el agua. " + "Palabra larga. " * 60,
        motivo_cargo_publico="Supercalifragilístico" * 9,
    )
    PerfilFactory(candidatura=personas[1], vacio=True)
    for campo in CambioDePerfil._meta.get_field("campo").choices:
        CambioDePerfil.objects.create(
            candidatura=personas[0],
            campo=campo[0],
            momento="2023-05-04T18:00Z",
            clase="publicado" if campo[0] != "cursos" else "cambio",
        )
    CandidaturaFactory(
        formula=personas[0].formula, tipo=TipoDeCandidatura.SUPLENTE, nombre="Su Plente"
    )
    otra = CandidaturaFactory(nombre="De Otra Elección")
    return {"eleccion": eleccion, "personas": personas, "otra": otra}


def direcciones(contienda) -> dict[str, str]:
    alba, berta, carla = contienda["personas"]
    todas = f"/comparar/?eleccion={contienda['eleccion'].pk}"
    return {
        "ficha": alba.get_absolute_url(),
        "ficha con letra grande": f"{alba.get_absolute_url()}?letra=grande",
        "ficha vacía": berta.get_absolute_url(),
        "comparar": todas,
        "comparar una": f"/comparar/?c={alba.pk}",
        "comparar sin respuestas": f"/comparar/?c={carla.pk}",
        "comparar elecciones distintas": f"/comparar/?c={alba.pk}&c={contienda['otra'].pk}",
        "comparar sin decir qué": "/comparar/?c=x",
        "mi lista": "/mi-lista/",
    }


def test_cada_pagina_y_estado_es_accesible_y_cabe(contienda, abrir_pagina):
    pagina = abrir_pagina()
    pagina.goto(contienda["personas"][0].get_absolute_url())
    pagina.get_by_role("button", name="Guardar en mi lista").click()
    for nombre, direccion in direcciones(contienda).items():
        pagina.goto(direccion)
        pagina.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        revisar(pagina, nombre, oscuro=True)


def test_sin_javascript_se_compara_se_elige_y_se_lee_con_letra_grande(contienda, abrir_pagina):
    pagina = abrir_pagina(ancho=360, java_script_enabled=False)
    pagina.goto(contienda["personas"][0].get_absolute_url())
    for escondido in ("Guardar en mi lista", "Leer en voz alta", "Compartir o copiar la dirección"):
        expect(pagina.get_by_text(escondido, exact=True)).to_be_hidden()
    normal = pagina.locator("h1").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    pagina.get_by_role("link", name="Letra grande").click()
    grande = pagina.locator("h1").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert grande > normal * 1.2
    pagina.get_by_role("link", name="Letra normal").click()
    pagina.get_by_role("link", name="Comparar con quienes compiten").click()
    expect(pagina.get_by_text("4 candidaturas,")).to_be_visible()
    pagina.get_by_text("Elegir a quiénes comparar").click()
    pagina.get_by_label("Su Plente").uncheck()
    pagina.get_by_label("Carla Tres").uncheck()
    pagina.get_by_role("button", name="Comparar las elegidas").click()
    expect(pagina.get_by_text("2 candidaturas,")).to_be_visible()
    pagina.get_by_role("link", name="Todas las de esta elección").click()
    expect(pagina.get_by_text("4 candidaturas,")).to_be_visible()
    pagina.goto("/mi-lista/")
    expect(pagina.get_by_text("Esta página necesita JavaScript")).to_be_visible()


def a_la_vista(pagina) -> list[str]:
    """Las preguntas que caen, de lado, dentro de la pantalla."""
    return pagina.evaluate(
        """() => [...document.querySelectorAll(".pregunta")].filter((p) => {
            const { left, right } = p.getBoundingClientRect();
            return right > 20 && left < innerWidth - 20;
        }).map((p) => p.id)"""
    )


def test_en_el_telefono_se_compara_una_pregunta_a_la_vez(contienda, abrir_pagina):
    pagina = abrir_pagina(ancho=360, java_script_enabled=True)
    pagina.goto(direcciones(contienda)["comparar"])
    assert a_la_vista(pagina) == ["pregunta-1"]
    pagina.get_by_role("link", name="¿Por qué quiere ocupar un cargo público?").click()
    pagina.wait_for_function("document.querySelector('#pregunta-4').getBoundingClientRect().x < 90")
    assert a_la_vista(pagina) == ["pregunta-4"]


def test_en_escritorio_y_en_papel_estan_todas(contienda, pagina):
    pagina.goto(direcciones(contienda)["comparar"])
    assert len(a_la_vista(pagina)) == 9
    pagina.set_viewport_size({"width": 360, "height": 800})
    pagina.emulate_media(media="print")
    assert len(a_la_vista(pagina)) == 9


def test_mi_lista_se_guarda_con_el_teclado_y_no_envia_nada(contienda, pagina):
    alba, berta, _ = contienda["personas"]
    for candidatura in (alba, berta):
        pagina.goto(candidatura.get_absolute_url())
        pagina.get_by_role("button", name="Guardar en mi lista").focus()
        pagina.keyboard.press("Enter")
        expect(pagina.get_by_role("button", name="Quitar de mi lista")).to_be_visible()
    pedidas = []
    pagina.on("request", lambda r: pedidas.append((r.method, r.url)))
    pagina.get_by_role("link", name="Ver mi lista").click()
    expect(pagina.locator(".mi-lista__renglon")).to_have_count(2)
    expect(pagina.get_by_role("link", name="Alba Uno")).to_be_visible()
    expect(pagina.get_by_role("img", name="Código QR de Alba Uno")).to_be_visible()
    pagina.get_by_role("button", name="Quitar a Alba Uno").click()
    expect(pagina.locator(".mi-lista__renglon")).to_have_count(1)
    pagina.get_by_role("button", name="Borrar mi lista").click()
    expect(pagina.get_by_text("Todavía no guarda ninguna.")).to_be_visible()
    ajenas = [p for p in pedidas if p[0] != "GET" or not re.search(r"/mi-lista/$|/static/", p[1])]
    assert ajenas == [], "la lista no sale del navegador"
    assert pagina.context.cookies() == []


def test_lo_guardado_por_otro_no_decide_a_donde_se_navega(contienda, pagina):
    pagina.goto("/mi-lista/")
    pagina.evaluate(
        """() => localStorage.setItem("conoceles.mi-lista", JSON.stringify([
            null, 7, { url: 5 },
            { id: "1", nombre: "<b>x</b>", url: "https://otro.example/", cargo: "a" },
            { id: "2", nombre: "y", url: "javascript:alert(1)" },
        ]))"""
    )
    pagina.reload()
    expect(pagina.locator(".mi-lista__renglon")).to_have_count(2)
    assert pagina.locator(".mi-lista__renglon a[href]").count() == 0
    expect(pagina.get_by_text("<b>x</b>")).to_be_visible()
    pagina.evaluate("localStorage.setItem('conoceles.mi-lista', '{roto')")
    pagina.reload()
    expect(pagina.get_by_text("Todavía no guarda ninguna.")).to_be_visible()


def test_se_lee_en_voz_alta_y_se_detiene(contienda, pagina_movil):
    pagina_movil.add_init_script(VOZ)
    pagina_movil.goto(contienda["personas"][0].get_absolute_url())
    pagina_movil.get_by_role("button", name="Leer en voz alta").click()
    dicho = pagina_movil.evaluate("window.dicho")
    assert dicho[0] == "Alba Uno"
    assert "Llevar el agua." in dicho
    pagina_movil.get_by_role("button", name="Detener la lectura").click()
    assert pagina_movil.evaluate("window.dicho.at(-1)") == "(calla)"


def test_sin_voz_en_el_navegador_no_hay_boton(contienda, pagina):
    pagina.add_init_script(
        "Object.defineProperty(window, 'speechSynthesis', { value: undefined });"
    )
    pagina.goto(contienda["personas"][0].get_absolute_url())
    expect(pagina.get_by_text("Leer en voz alta", exact=True)).to_be_hidden()
    expect(pagina.get_by_role("button", name="Guardar en mi lista")).to_be_visible()


def test_los_datos_enlazados_no_chocan_con_la_politica_de_contenido(contienda, pagina):
    pagina.goto(contienda["personas"][0].get_absolute_url())
    datos = pagina.evaluate(
        """JSON.parse(document.querySelector('script[type="application/ld+json"]').textContent)"""
    )
    assert datos["name"] == "Alba Uno"
