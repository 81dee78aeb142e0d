"""Coordinación prepara un proceso desde cero, por la web, y lo abre, lo cierra y lo deshace.

Con CAPTURAS_DE_PANTALLA=carpeta deja ahí una imagen de cada pantalla.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from candidaturas.models import EstadoDeProceso, ProcesoElectoral
from captura.models import Invitacion, Rol
from tests.almacen import vaciar_redis
from tests.fabricas import VersionFactory, con_aviso
from tests.importacion import archivos
from tests.importacion.archivos import fila_local
from tests.importacion.conftest import crear_proceso
from tests.navegador.test_reportes_y_textos import entrar
from tests.pantallas import revisar


@pytest.fixture
def anterior(transactional_db, live_server):
    vaciar_redis()
    proceso = crear_proceso("pel-2023")
    proceso.parametros.create(clave="texto_minimo", valor="300", cita="Acuerdo 1")
    VersionFactory(familia__proceso=proceso)
    return proceso


def test_de_nada_a_un_proceso_abierto(
    anterior, abrir_pagina, live_server, hacer_trabajos, tmp_path
):
    pagina = abrir_pagina()
    entrar(pagina, Rol.COORDINACION, live_server.url)
    con_aviso()

    def ir(nombre: str):
        pagina.locator("main").get_by_role("link", name=nombre, exact=True).first.click()

    def oprimir(nombre: str):
        pagina.get_by_role("button", name=nombre, exact=True).click()

    def llenar(**campos):
        for nombre, valor in campos.items():
            pagina.locator(f"[name={nombre}]").fill(valor)

    # Nuevo, a partir de otro: se dice qué se copia antes de hacerlo.
    pagina.goto(reverse("captura:procesos"))
    ir("Preparar otro proceso")
    pagina.get_by_label("Partir de").select_option(label=str(anterior))
    llenar(nombre="Proceso siguiente", clave="pel-2026", anio="2026", jornada_el="2026-06-07")
    pagina.get_by_label("Tipo").select_option("ordinario")
    oprimir("Ver qué se copia")
    expect(pagina.get_by_text("3 cargos en 4 elecciones")).to_be_visible()
    oprimir("Hacer el proceso")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Proceso siguiente")
    nuevo = ProcesoElectoral.objects.get(clave="pel-2026")
    revisar(pagina, "proceso")

    # Cada fecha, con lo que la fija.
    ir("Fecha de publicación")
    llenar(desde="2026-03-01T00:00", cita="Acuerdo IEC/CG/000/2026")
    oprimir("Guardar")
    ir("Fechas, plazos y límites")
    ir("Campaña, desde")
    llenar(valor="2026-04-05", cita="Acuerdo IEC/CG/001/2026")
    oprimir("Guardar")
    expect(pagina.get_by_text("Acuerdo IEC/CG/001/2026")).to_be_visible()

    # Un partido que no estaba en el catálogo, y la coalición de la que es parte.
    pagina.goto(reverse("captura:proceso_actores", args=[nuevo.pk]))
    ir("Añadir un partido")
    llenar(nombre="Partido del Huizache", sigla="HUI")
    pagina.get_by_label("Su registro es").select_option("local")
    revisar(pagina, "partido-nuevo")
    oprimir("Guardar")
    oprimir("Guardar")
    ir("Añadir un actor")
    pagina.get_by_label("Qué es").select_option("coalicion")
    llenar(nombre="Unión del Desierto", convenio="Convenio IEC/CG/002/2026")
    for partido in ("Partido del Huizache", "Partido del Nogal"):
        pagina.get_by_role("checkbox", name=partido).check()
    pagina.get_by_label("Partido que captura").select_option(label="Partido del Nogal")
    oprimir("Guardar")
    expect(pagina.get_by_text("Captura Partido del Nogal")).to_be_visible()
    revisar(pagina, "actores")
    ir("Partido del Huizache")
    revisar(pagina, "actor")

    # El registro: primero qué pasaría, luego se carga.
    registro = archivos.local(
        tmp_path / "registro.csv",
        fila_local(partido_coalicion="UNIÓN DEL DESIERTO"),
        fila_local(nombre_candidato="ROSA LUNA SOL", distrito_local="2"),
    )
    pagina.goto(reverse("captura:proceso_registro", args=[nuevo.pk]))
    revisar(pagina, "registro")
    pagina.get_by_label("Archivo del registro").set_input_files(registro)
    oprimir("Revisar el archivo")
    pagina.wait_for_url("**/archivos/**")
    hacer_trabajos()
    ir("Continuar")
    expect(pagina.get_by_text("2 candidaturas nuevas")).to_be_visible()
    revisar(pagina, "registro-revision")
    oprimir("Cargar el registro")
    pagina.wait_for_url("**/archivos/**")
    hacer_trabajos()
    assert nuevo.candidaturas.count() == 2

    # Los enlaces: se dice a quiénes, se manda y queda el acuse.
    pagina.goto(reverse("captura:proceso_invitaciones", args=[nuevo.pk]))
    nogal = nuevo.actores.get(nombre="Partido del Nogal")
    llenar(**{f"persona_{nogal.pk}": "Ana Inventada", f"correo_{nogal.pk}": "ana@example.org"})
    oprimir("Ver a quiénes se invita")
    revisar(pagina, "invitaciones-confirmar")
    oprimir("Mandar las invitaciones")
    ir(Invitacion.objects.get(actor=nogal).folio)

    # Los compromisos copiados son un borrador: con él no se abre.
    pagina.goto(reverse("captura:proceso_avanzar", args=[nuevo.pk]))
    expect(pagina.get_by_text("Todavía no se puede abrir")).to_be_visible()
    ir("Compromisos")
    pagina.locator("table a").click()
    llenar(fuente="Acuerdo IEC/CG/003/2026")
    oprimir("Guardar")

    # Abrir, cerrar y deshacer el cierre; cada cosa se dice antes.
    pagina.goto(reverse("captura:proceso", args=[nuevo.pk]))
    for accion in ("Abrir el proceso", "Cerrar el proceso"):
        ir(f"{accion}…")
        revisar(pagina, accion.partition(" ")[0].lower())
        oprimir(accion)
    expect(pagina.get_by_text("Proceso cerrado.")).to_be_visible()
    ir("Deshacer…")
    llenar(motivo="Faltaba una prórroga.")
    revisar(pagina, "deshacer")
    oprimir("Deshacer el cierre")
    expect(pagina.get_by_text("Se deshizo.")).to_be_visible()
    nuevo.refresh_from_db()
    assert (nuevo.estado, nuevo.vigente) == (EstadoDeProceso.ABIERTO, True)

    # Todo quedó escrito.
    pagina.goto(reverse("captura:bitacora"))
    expect(
        pagina.get_by_text("De cerrado a abierto. Motivo: Faltaba una prórroga.")
    ).to_be_visible()
    revisar(pagina, "bitacora")
    pagina.locator("tr", has_text="Campaña, desde").get_by_role("link").click()
    expect(pagina.get_by_text("Acuerdo IEC/CG/001/2026")).to_be_visible()
    revisar(pagina, "acto")
