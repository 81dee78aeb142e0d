"""Coordinación prepara un proceso de la nada a abierto, y un enlace entra con su invitación.

Con CAPTURAS_DE_PANTALLA=carpeta deja ahí una imagen de cada pantalla, a 360 y a 1280 de ancho.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from candidaturas.models import EstadoDeProceso, Parametro, ProcesoElectoral
from captura.models import Rol, VersionDeCompromisos
from captura.servicios.correos import enviar_pendientes
from conoceles.comun import almacen, reloj
from tests.importacion import archivos
from tests.importacion.archivos import fila_local
from tests.importacion.conftest import crear_proceso
from tests.navegador.test_reportes_y_textos import entrar, revisar


@pytest.fixture(autouse=True)
def de_cero(transactional_db, live_server, settings, tmp_path):
    almacen.intentar(lambda r: r.flushdb(), si_falla=None, siempre=True)
    settings.SITIO_URL = live_server.url
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "correos"


@pytest.fixture
def anterior():
    proceso = crear_proceso("pel-2023")
    ProcesoElectoral.objects.filter(pk=proceso.pk).update(
        estado=EstadoDeProceso.ABIERTO, vigente=True, publico_desde=reloj.ahora()
    )
    Parametro.objects.create(proceso=proceso, clave="texto_minimo", valor="300", cita="Acuerdo 1")
    familia = proceso.familias_de_compromisos.create(
        clave="ninez", nombre="Compromisos por la niñez", nombre_en_informe="los compromisos"
    )
    version = VersionDeCompromisos.objects.create(
        familia=familia, nombre="2023", huella="x" * 64, vigente_desde=reloj.ahora()
    )
    version.compromisos.create(orden=1, texto="Escuchar a la niñez de la entidad.")
    return proceso


def test_de_la_nada_a_abierto(
    pagina, abrir_pagina, live_server, anterior, hacer_trabajos, tmp_path
):
    entrar(pagina, Rol.COORDINACION, live_server.url)
    _prepararlo(pagina, anterior)
    _llenarlo(pagina)
    _cargar_el_registro(pagina, hacer_trabajos, tmp_path)
    _invitar(pagina)
    _abrirlo(pagina)
    _leer_la_bitacora(pagina)
    _entra_el_enlace(pagina, abrir_pagina)


def _prepararlo(pagina, anterior):
    pagina.goto(reverse("captura:procesos"))
    revisar(pagina, "procesos")
    pagina.get_by_role("link", name="Preparar otro proceso").click()
    revisar(pagina, "proceso-nuevo")
    pagina.get_by_label("Partir de").select_option(str(anterior.pk))
    pagina.get_by_label("Nombre").fill("Proceso Electoral Local 2026")
    pagina.get_by_label("Clave").fill("pel-2026")
    pagina.get_by_label("Año").fill("2026")
    pagina.get_by_label("Día de la jornada").fill("2026-06-07")
    pagina.get_by_role("button", name="Ver qué se copia").click()
    expect(pagina.get_by_text("4 elecciones")).to_be_visible()
    revisar(pagina, "proceso-nuevo-confirmar")
    pagina.get_by_role("button", name="Hacer el proceso").click()
    expect(pagina.get_by_role("heading", name="Lo que falta para abrir")).to_be_visible()
    revisar(pagina, "proceso-lista")


def _llenarlo(pagina):
    pagina.get_by_role("link", name="Fecha de publicación").click()
    pagina.get_by_label("Es público desde").fill("2023-01-01T08:00")
    pagina.get_by_label("Acuerdo o norma").fill("Acuerdo IEC/CG/000/2026")
    revisar(pagina, "proceso-publicacion")
    pagina.get_by_role("button", name="Guardar").click()

    pagina.get_by_role("link", name="Fechas, plazos y límites").click()
    revisar(pagina, "proceso-parametros")
    pagina.get_by_role("link", name="Campaña, desde").click()
    pagina.get_by_label("Valor").fill("2026-04-05")
    pagina.get_by_label("Acuerdo, artículo").fill("Acuerdo IEC/CG/001/2026")
    revisar(pagina, "proceso-parametro")
    pagina.get_by_role("button", name="Guardar").click()
    expect(pagina.get_by_text("Acuerdo IEC/CG/001/2026")).to_be_visible()

    _al_proceso(pagina)
    pagina.get_by_role("link", name="Cargos y territorios").click()
    revisar(pagina, "proceso-cargos")

    _al_proceso(pagina)
    pagina.get_by_role("link", name="Actores políticos y convenios").click()
    revisar(pagina, "proceso-actores")
    pagina.get_by_role("link", name="Añadir un actor").click()
    pagina.get_by_label("Qué es").select_option("coalicion")
    pagina.get_by_label("Nombre").fill("Alianza por el Desierto")
    pagina.get_by_label("Partido del Mezquite", exact=True).check()
    pagina.get_by_label("Partido del Nogal", exact=True).check()
    pagina.get_by_label("Partido que captura").select_option(label="Partido del Mezquite")
    pagina.get_by_label("Convenio").fill("Convenio IEC/CG/002/2026")
    revisar(pagina, "proceso-actor")
    pagina.get_by_role("button", name="Guardar").click()
    expect(pagina.get_by_text("Convenio IEC/CG/002/2026")).to_be_visible()

    _al_proceso(pagina)
    pagina.get_by_role("link", name="Compromisos", exact=True).last.click()
    revisar(pagina, "proceso-compromisos")
    pagina.get_by_role("link", name="2023 de Compromisos por la niñez").click()
    pagina.get_by_label("Fuente").fill("Acuerdo IEC/CG/003/2026")
    pagina.get_by_role("button", name="Guardar").first.click()
    expect(pagina.get_by_text("Confirmado")).to_be_visible()
    _al_proceso(pagina)


def _al_proceso(pagina):
    pagina.get_by_role("link", name="Proceso Electoral Local 2026").first.click()


def _cargar_el_registro(pagina, hacer_trabajos, tmp_path):
    pagina.get_by_role("link", name="Registro de candidaturas").click()
    revisar(pagina, "proceso-registro")
    ruta = archivos.local(tmp_path / "registro.csv", fila_local())
    pagina.get_by_label("Archivo del registro").set_input_files(str(ruta))
    pagina.get_by_role("button", name="Revisar el archivo").click()
    hacer_trabajos()
    pagina.reload()
    pagina.wait_for_url("**/captura/registro/**")
    expect(pagina.get_by_text("Xóchitl Peña de la O")).to_be_visible()
    revisar(pagina, "registro-revision")
    pagina.get_by_role("button", name="Cargar el registro").click()
    hacer_trabajos()
    pagina.reload()
    expect(pagina.get_by_text("Candidaturas nuevas: 1")).to_be_visible()


def _invitar(pagina):
    proceso = ProcesoElectoral.objects.get(clave="pel-2026")
    pagina.goto(reverse("captura:proceso_invitaciones", args=[proceso.pk]))
    revisar(pagina, "proceso-invitaciones")
    mezquite = pagina.get_by_role("group", name="Partido del Mezquite")
    mezquite.get_by_label("Nombre completo del enlace").fill("Aurora Inventada")
    mezquite.get_by_label("Correo").fill("aurora@example.org")
    pagina.get_by_role("button", name="Ver a quiénes se invita").click()
    revisar(pagina, "proceso-invitaciones-confirmar")
    pagina.get_by_role("button", name="Mandar las invitaciones").click()
    expect(pagina.get_by_role("heading", name="Hechas")).to_be_visible()
    enviar_pendientes()


def _abrirlo(pagina):
    _al_proceso(pagina)
    pagina.get_by_role("link", name="Abrir el proceso").click()
    expect(pagina.get_by_text("deja de ser el proceso vigente")).to_be_visible()
    revisar(pagina, "proceso-abrir")
    pagina.get_by_role("button", name="Abrir el proceso").click()
    expect(pagina.get_by_text("Es el proceso vigente")).to_be_visible()
    revisar(pagina, "proceso-abierto")
    pagina.get_by_role("link", name="Deshacer").click()
    revisar(pagina, "proceso-deshacer")


def _leer_la_bitacora(pagina):
    pagina.goto(reverse("captura:bitacora"))
    expect(pagina.get_by_role("link", name="Cambio de estado del proceso").first).to_be_visible()
    revisar(pagina, "bitacora")
    pagina.get_by_role("link", name="Cambio de estado del proceso").first.click()
    revisar(pagina, "bitacora-acto")


def _entra_el_enlace(pagina, abrir_pagina):
    pagina.goto(reverse("captura:buzon"))
    pagina.get_by_role("link", name="Invitación para abrir su cuenta").first.click()
    url = pagina.get_by_role("link", name="/cuentas/invitacion/").get_attribute("href")
    enlace = abrir_pagina(ancho=360)
    enlace.goto(url)
    enlace.get_by_label("Nombre de usuario").fill("enlace.mezquite")
    enlace.get_by_label("Contraseña", exact=True).fill("una-clave-larga-2026")
    enlace.get_by_label("La misma contraseña").fill("una-clave-larga-2026")
    enlace.get_by_label("Leí el aviso de privacidad").first.check()
    enlace.get_by_role("button", name="Crear").click()
    expect(enlace.get_by_text("Xóchitl Peña de la O")).to_be_visible()
