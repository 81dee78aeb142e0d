"""Las páginas públicas que no tienen su propia prueba de navegador, y recorridos enteros."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from playwright.sync_api import expect

from candidaturas.abiertos.cortes import cortar
from candidaturas.models import (
    Candidatura,
    CorteDeDatos,
    EstadisticaPublica,
    InformePublico,
    Interrupcion,
    SeccionDePerfil,
    TipoDeActor,
)
from conoceles.comun import reloj
from tests.almacen import vaciar_redis
from tests.fabricas import (
    CandidaturaFactory,
    CoalicionFactory,
    CompromisoPublicadoFactory,
    PartidoFactory,
    PerfilFactory,
    ProcesoFactory,
)
from tests.pantallas import revisar

DESDE = datetime(2023, 5, 2, 18, tzinfo=UTC)
AUTONOMAS = ("500.html", "503.html", "consulta_lenta.html")


@pytest.fixture
def sitio(transactional_db, live_server):
    """Cifras, cortes vigentes y retirados, informes, una interrupción y un perfil en pausa."""
    proceso = ProcesoFactory()
    larga = CoalicionFactory(
        proceso=proceso,
        nombre="Coalición Ficticia por la Transformación Democrática y Ciudadana del Estado",
        integrantes=[PartidoFactory(), PartidoFactory()],
    )
    assert larga.tipo == TipoDeActor.COALICION
    perfil = PerfilFactory(candidatura__formula__actor=larga, con_foto=True)
    CompromisoPublicadoFactory(candidatura=perfil.candidatura)
    pausado = PerfilFactory(vacio=True)
    pausado.secciones_pausadas = {s.value: DESDE.isoformat() for s in SeccionDePerfil}
    pausado.save()
    CandidaturaFactory.create_batch(3, sexo="no_binario")
    with reloj.en(DESDE):
        retirado = cortar(proceso)
    CorteDeDatos.objects.update(estado="retirado", retirado_en=DESDE, motivo="Se retiró un perfil.")
    cortar(proceso)
    for version in (1, 2):
        InformePublico.objects.create(
            proceso=proceso,
            titulo="Informe mensual sobre el avance en la implementación y operación del sistema",
            mes=date(2023, 5, 1),
            version=version,
            que_corrige="La fe de erratas de la tabla 3." if version > 1 else "",
            aprobado_el=date(2023, 6, 8),
            pdf=ContentFile(b"%PDF-", name="informe.pdf"),
            pdf_huella="a" * 64,
            docx=ContentFile(b"PK", name="informe.docx"),
            docx_huella="b" * 64,
            publicado_en=DESDE,
        )
    Interrupcion.objects.create(
        desde=DESDE, hasta=DESDE + timedelta(minutes=40), motivo="sin_respuesta"
    )
    archivo = retirado.archivos.first()
    columnas = ["Sexo", "Sí, con distintivo", "Sí, sin distintivo", "Prefirió no contestar"]
    filas = [["Mujer", 2, 5, "—"], ["No binario o sin dato", 0, 10, 0], ["Total", 2, 15, 0]]
    tabla = {"clave": "T8", "titulo": "Personas migrantes", "nota": "Nota.", "columnas": columnas}
    EstadisticaPublica.objects.create(
        proceso=proceso, corte_en=DESDE, clase="Mensual", umbral=5, huella="c" * 64,
        publicada_en=DESDE, tablas=[{**tabla, "filas": filas}],
    )  # fmt: skip
    return {
        "identidad": "/estadisticas/identidad/",
        "estadisticas": "/estadisticas/",
        "estadisticas con aviso": "/estadisticas/?proceso=otro",
        "datos": "/datos/",
        "corte retirado": f"/datos/{proceso.clave}/{archivo.nombre}",
        "transparencia": "/transparencia/",
        "disponibilidad": "/informacion/disponibilidad/",
        "verificar": "/verificar/",
        "verificar desconocido": "/verificar/NO-EXISTE/",
        "perfil en pausa": pausado.candidatura.get_absolute_url(),
        "tabla": "/candidaturas/?vista=tabla&orden=sorteo",
        "no existe": "/nada/",
    }


def contestar(html: str):
    return lambda ruta: ruta.fulfill(body=html, content_type="text/html; charset=utf-8")


def test_cada_pagina_y_estado_es_accesible_y_cabe(sitio, abrir_pagina):
    pagina = abrir_pagina()
    for nombre, direccion in sitio.items():
        pagina.goto(direccion)
        pagina.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        revisar(pagina, f"{nombre}", oscuro=True)
        # Una pantalla de 1280 al 200 por ciento.
        pagina.set_viewport_size({"width": 640, "height": 400})
        assert pagina.evaluate("document.documentElement.scrollWidth") <= 640, nombre
    # Las que salen cuando no hay con qué hacer una página; 429 sí la tiene.
    for plantilla in AUTONOMAS:
        pagina.route(f"**/{plantilla}", contestar(render_to_string(plantilla, {"es_demo": True})))
        pagina.goto(f"/{plantilla}")
        revisar(pagina, f"{plantilla}", oscuro=True)
    # Y las mismas páginas, sin nada que enseñar.
    InformePublico.objects.all().delete()
    Interrupcion.objects.all().delete()
    CorteDeDatos.objects.all().delete()
    for nombre in ("datos", "transparencia", "disponibilidad"):
        pagina.goto(sitio[nombre])
        revisar(pagina, f"{nombre} sin nada", oscuro=True)


def test_sin_proceso_publico_las_paginas_son_accesibles(transactional_db, pagina):
    for direccion in ("/boleta/", "/estadisticas/", "/datos/", "/comparar/"):
        pagina.goto(direccion)
        revisar(pagina, f"sin proceso{direccion.replace('/', '-')}")


# --- Recorridos ----------------------------------------------------------------------------------
@pytest.mark.parametrize("ancho", [360, 1280])
@pytest.mark.parametrize("con_guiones", [True, False], ids=["con JavaScript", "sin JavaScript"])
def test_del_mapa_a_reportar_un_error(estado, abrir_pagina, ancho, con_guiones):
    """Mapa, boleta, perfil, comparar, lista filtrada y reporte: puntos 2 a 6 y 11."""
    vaciar_redis()
    persona = Candidatura.objects.filter(formula__eleccion__distrito__numero=4).first()
    PerfilFactory(candidatura=persona, propuesta_1="Llevar el agua a cada ejido.")
    pagina = abrir_pagina(ancho, java_script_enabled=con_guiones)
    pagina.goto("/")
    pagina.get_by_role("link", name="Ver el mapa").click()
    pagina.locator(".mapa__lista").get_by_role("link", name=re.compile("^Distrito 04")).click()
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Distrito 04")
    pagina.get_by_role("link", name=persona.nombre).click()
    expect(pagina.get_by_text("Llevar el agua a cada ejido.")).to_be_visible()
    pagina.get_by_role("link", name="Comparar con quienes compiten").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Comparar candidaturas")
    pagina.get_by_role("link", name=persona.nombre).first.click()
    pagina.get_by_role("link", name="Ver todas las candidaturas a esta elección").click()
    expect(pagina.locator("#conteo")).to_contain_text("16 candidaturas")
    pagina.get_by_label("Nombre o palabra").fill("agua")
    if con_guiones:
        pagina.keyboard.press("Tab")  # al salir del campo la lista ya cambia
    else:
        pagina.get_by_role("button", name="Buscar").click()
    expect(pagina.locator("#conteo")).to_contain_text("1 candidatura")
    expect(pagina.locator("mark")).to_have_text("agua")
    pagina.get_by_role("link", name=persona.nombre).click()
    pagina.get_by_role("link", name="Reportar un error").click()
    pagina.get_by_label("Otra cosa").check()
    pagina.get_by_label("Explique el error").fill("Un error ficticio.")
    pagina.get_by_role("button", name="Enviar el reporte").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Recibimos su reporte")


def test_lo_que_se_elige_antes_de_que_llegue_htmx_tambien_cuenta(estado, pagina):
    detenidas = []
    pagina.route("**/htmx.min.js", lambda ruta: detenidas.append(ruta))
    pagina.goto("/candidaturas/?cargo=gubernatura", wait_until="commit")
    expect(pagina.locator("#conteo")).to_contain_text("8 candidaturas")
    pagina.get_by_label("Cargo", exact=True).select_option("diputacion-mr")
    detenidas[0].continue_()
    expect(pagina.locator("#conteo")).to_contain_text("16 candidaturas")


def llegar_a(pagina, texto: str, veces: int = 80) -> None:
    """Con el tabulador, hasta lo que se llama así; cada parada tiene que verse enfocada."""
    for _ in range(veces):
        pagina.keyboard.press("Tab")
        parada = pagina.evaluate(
            """() => {
                const e = document.activeElement, estilo = getComputedStyle(e);
                const nombre = e.labels?.[0]?.innerText || e.innerText || e.ariaLabel || "";
                const visto = estilo.outlineStyle !== "none" || estilo.boxShadow !== "none";
                return [nombre.trim(), visto];
            }"""
        )
        assert parada[1], f"«{parada[0]}» no se ve enfocado"
        if parada[0].startswith(texto):
            return
    raise AssertionError(f"el tabulador no llega a «{texto}»")


def test_solo_con_el_teclado(estado, pagina):
    """De la sección a la boleta, y de una búsqueda al perfil, a comparar y a reportar."""
    persona = Candidatura.objects.filter(formula__eleccion__distrito__numero=4).first()
    PerfilFactory(candidatura=persona, propuesta_1="Llevar el agua a cada ejido.")
    pagina.goto("/")
    llegar_a(pagina, "Escriba su sección")
    pagina.keyboard.type("0001")
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Sección 0001")
    pagina.goto("/")
    llegar_a(pagina, "Busque por nombre")
    pagina.keyboard.type("agua")
    pagina.keyboard.press("Enter")
    expect(pagina.locator("#conteo")).to_contain_text("1 candidatura")
    llegar_a(pagina, persona.nombre)
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("heading", level=1)).to_have_text(persona.nombre)
    llegar_a(pagina, "Comparar con quienes compiten")
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Comparar candidaturas")
    pagina.go_back()
    llegar_a(pagina, "Reportar un error")
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Reportar un error")
    llegar_a(pagina, "Explique el error")
    pagina.keyboard.type("Un error ficticio.")
    llegar_a(pagina, "Enviar el reporte")
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_text("Error:").first).to_be_attached()
