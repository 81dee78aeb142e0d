"""El portal en un navegador de verdad: buscar, filtrar y leer, con y sin JavaScript, y con axe."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from candidaturas.models import EstadoDeRegistro, Sexo, TipoDeCandidatura
from tests.fabricas import (
    CandidaturaFactory,
    CompromisoPublicadoFactory,
    PerfilFactory,
    ProcesoFactory,
)
from tests.pantallas import revisar


@pytest.fixture
def portal(transactional_db, live_server):
    """Treinta candidaturas, con una de cada caso que cambia la página."""
    perfil = PerfilFactory(
        con_foto=True,
        candidatura__nombre="Gerardo Núñez Inventado",
        candidatura__sexo=Sexo.HOMBRE,
        propuesta_1="Llevar el agua a cada colonia.\n" + "Palabra larga. " * 80,
        redes=["https://redes.example.com/" + "nombre-muy-largo-" * 8],
        cursos=["Supercalifragilístico" * 6],
    )
    CompromisoPublicadoFactory(candidatura=perfil.candidatura)
    CandidaturaFactory(
        formula=perfil.candidatura.formula, tipo=TipoDeCandidatura.SUPLENTE, nombre="Su Plente"
    )
    CandidaturaFactory.create_batch(26)
    vacia = PerfilFactory(vacio=True, candidatura__nombre="Vacía Inventada").candidatura
    baja = CandidaturaFactory(
        nombre="María Guadalupe del Carmen Fernández de Castro y Villarreal",
        estado_registro=EstadoDeRegistro.SUSTITUIDA,
        baja_el=date(2023, 4, 12),
    )
    sin_perfil = CandidaturaFactory(
        nombre="Sucesora Inventada", formula=baja.formula, sustituye_a=baja, por_aclarar="Una duda."
    )
    viejo = ProcesoFactory(
        clave="viejo",
        nombre="Proceso Viejo",
        vigente=False,
        estado="archivado",
        fuente="Lista oficial de prueba",
        solo_nombres=True,
    )
    archivo = CandidaturaFactory(
        formula__eleccion__cargo__proceso=viejo, nombre="De Archivo", sexo="", edad=None
    )
    return {
        "inicio": "/",
        "lista": "/candidaturas/",
        "lista con filtros": "/candidaturas/?q=agua&sexo=hombre",
        "nombres parecidos": "/candidaturas/?q=gerado",
        "lista vacía": "/candidaturas/?q=xilofonista&sexo=hombre&edad=60-y-mas",
        "lista con avisos": "/candidaturas/?cargo=virreinato&edad=x&pagina=99",
        "lista de archivo": "/candidaturas/?proceso=viejo",
        "perfil completo": perfil.candidatura.get_absolute_url(),
        "perfil vacío": vacia.get_absolute_url(),
        "sin perfil": sin_perfil.get_absolute_url(),
        "fuera de la boleta": baja.get_absolute_url(),
        "archivo": archivo.get_absolute_url(),
        "no existe": "/candidaturas/0-nadie/",
    }


def test_cada_pagina_y_estado_es_accesible_y_cabe(portal, abrir_pagina):
    pagina = abrir_pagina()
    for nombre, direccion in portal.items():
        pagina.goto(direccion)
        revisar(pagina, nombre, oscuro=True)


def test_sin_proceso_publico_el_inicio_y_la_lista_son_accesibles(transactional_db, pagina):
    for direccion in ("/", "/candidaturas/"):
        pagina.goto(direccion)
        revisar(pagina, direccion)


def test_sin_javascript_se_busca_se_filtra_y_se_lee(portal, abrir_pagina):
    pagina = abrir_pagina(ancho=360, java_script_enabled=False)
    pagina.goto("/")
    pagina.get_by_label("Busque por nombre o por una palabra").fill("nunez")
    pagina.get_by_role("button", name="Buscar").click()
    expect(pagina.locator("#conteo")).to_have_text(re.compile("1 candidatura"))
    pagina.get_by_role("link", name="Gerardo Núñez Inventado").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Gerardo Núñez Inventado")
    expect(pagina.get_by_text("Llevar el agua a cada colonia.")).to_be_visible()
    pagina.get_by_role("link", name="Su Plente").click()
    expect(pagina.get_by_text("El perfil todavía no se publica")).to_be_visible()
    pagina.get_by_role("link", name="Ver todas las candidaturas a esta elección").click()
    pagina.get_by_text("Más filtros").click()
    pagina.get_by_label("Sexo").select_option("hombre")
    pagina.get_by_role("button", name="Buscar").click()
    assert "sexo=hombre" in pagina.url
    expect(pagina.locator("#conteo")).to_have_text(re.compile("1 candidatura"))


def test_con_javascript_los_filtros_cambian_la_lista_en_su_lugar(portal, pagina):
    pagina.goto("/candidaturas/")
    pagina.evaluate("window.sigueAqui = true")
    pagina.get_by_label("Sexo").select_option("hombre")
    expect(pagina.locator("#conteo")).to_have_text(re.compile("1 candidatura"))
    expect(pagina.locator(".tarjeta")).to_have_count(1)
    assert "sexo=hombre" in pagina.url
    pagina.go_back()
    expect(pagina.locator(".tarjeta")).to_have_count(24)


def test_las_paginas_siguientes_se_alcanzan_con_el_teclado(portal, pagina):
    pagina.goto("/candidaturas/")
    pagina.keyboard.press("Tab")
    expect(pagina.locator(":focus")).to_have_text("Ir al contenido")
    siguiente = pagina.get_by_role("link", name="Siguiente")
    siguiente.focus()
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_text("25 a 30 de 30 candidaturas")).to_be_visible()
    assert "pagina=2" in pagina.url


def test_ninguna_pagina_publica_deja_cookies_ni_pide_nada_a_otro_servidor(portal, pagina):
    ajenas = []
    propio = re.compile(r"^http://(localhost|127\.0\.0\.1)[:/]")
    pagina.on("request", lambda r: propio.match(r.url) or ajenas.append(r.url))
    for direccion in portal.values():
        pagina.goto(direccion)
    assert ajenas == []
    assert pagina.context.cookies() == []
