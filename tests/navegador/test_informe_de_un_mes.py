"""Un mes entero a clics: de la página vacía al acuse y a Transparencia, con axe en cada pantalla.

Con CAPTURAS_DE_PANTALLA=carpeta deja ahí una imagen de cada pantalla.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from candidaturas.models import InformePublico
from captura.models import Rol
from conoceles.comun import reloj
from informes.models import EstadoDeActividad, InformeMensual, TipoDeActividad
from tests.almacen import vaciar_redis
from tests.fabricas import ActorFactory, CandidaturaFactory, FamiliaFactory, ProcesoFactory
from tests.navegador.test_reportes_y_textos import entrar
from tests.pantallas import revisar

REDACCION = "Se realizó difusión del sistema en la ciudad de Múzquiz."


@pytest.fixture
def proceso(transactional_db, live_server):
    vaciar_redis()
    anio = reloj.hoy().year
    proceso = ProcesoFactory(
        clave="pel-prueba", nombre=f"Proceso Electoral Local Ordinario {anio}", anio=anio
    )
    actor = ActorFactory(proceso=proceso, siglas="PT", nombre="Partido de Prueba")
    CandidaturaFactory(formula__actor=actor, formula__eleccion__cargo__proceso=proceso)
    FamiliaFactory(proceso=proceso)
    return proceso


class Oficina:
    """Lo que cada quien hace en su pantalla."""

    def __init__(self, abrir_pagina, url, proceso):
        self.proceso = proceso
        self.mes = f"{reloj.hoy():%Y-%m}"
        self.hoy = reloj.hoy().isoformat()
        self.paginas = {}
        for rol in (Rol.REVISION, Rol.COMISION, Rol.SECRETARIA):
            self.paginas[rol] = abrir_pagina()
            entrar(self.paginas[rol], rol, url)
        self.uttai = self.paginas[Rol.REVISION]

    def ir(self, nombre, *partes, rol=Rol.REVISION, del_mes=False):
        argumentos = [self.proceso.clave, *([self.mes] if del_mes else []), *partes]
        self.paginas[rol].goto(reverse(f"informes:{nombre}", args=argumentos))
        return self.paginas[rol]

    def atender_una_solicitud(self):
        pagina = self.uttai
        pagina.goto(reverse("captura:solicitudes"))
        pagina.get_by_role("link", name="Registrar una que llegó").click()
        pagina.get_by_role("link", name="Partido de Prueba").click()
        pagina.get_by_label("Correo electrónico").check()
        pagina.get_by_label("Referencia").fill("Correo de las nueve")
        pagina.get_by_label("Fecha en que se recibió").fill(self.hoy)
        pagina.get_by_label("Hora en que se recibió").fill("00:00")
        pagina.get_by_role("button", name="Registrar").click()
        pagina.get_by_role("button", name="Habilitar").first.click()

    def registrar_difusion(self, clase, texto, lugares=""):
        pagina = self.ir("registro")
        pagina.get_by_role("link", name="Registrar una actividad").click()
        pagina.get_by_label("Clase").select_option(label=clase)
        pagina.get_by_label("Qué se hizo").fill(texto)
        pagina.get_by_label("Fechas y lugares").fill(lugares)
        pagina.get_by_role("button", name="Guardar").click()
        expect(pagina.get_by_text("ya es un renglón propuesto")).to_be_visible()

    def registrar_oficio(self, numero, asunto, *, rol=Rol.REVISION, **opciones):
        pagina = self.ir("registro", rol=rol)
        pagina.get_by_role("link", name="Registrar un oficio").click()
        pagina.get_by_label("Sentido").select_option(label=opciones.get("sentido", "Enviado"))
        pagina.get_by_label("Número").fill(numero)
        pagina.get_by_label("Asunto").fill(asunto)
        pagina.get_by_label("A quién o de quién").fill("INE, UTVOPL")
        if "informe" in opciones:
            pagina.get_by_label("Lleva el informe").select_option(index=1)
        if "atendido" in opciones:
            pagina.get_by_label("Ya se atendió el").fill(opciones["atendido"])
        pagina.get_by_role("button", name="Guardar").click()
        expect(pagina.get_by_text("Oficio registrado.")).to_be_visible()
        return pagina

    def registrar_acuse(self, numero, *, rol=Rol.REVISION):
        pagina = self.ir("registro", rol=rol)
        fila = pagina.get_by_role("row").filter(has_text=numero)
        fila.get_by_role("link", name="acuse").click()
        pagina.get_by_label("Referencia").fill("S-100")
        pagina.get_by_role("button", name="Guardar").click()
        expect(pagina.get_by_text("Acuse registrado.")).to_be_visible()

    def registrar_corte(self):
        pagina = self.ir("cuantitativo")
        revisar(pagina, "informe-cuantitativo")
        pagina.get_by_label("Registrar este corte como").select_option(label="Mensual")
        pagina.get_by_role("button", name="Registrar", exact=True).click()
        expect(pagina.get_by_text("Corte registrado")).to_be_visible()


@pytest.fixture
def oficina(proceso, abrir_pagina, live_server):
    return Oficina(abrir_pagina, live_server.url, proceso)


def llenar_el_registro(oficina):
    """Un acto de cada clase, como lo haría el personal."""
    oficina.atender_una_solicitud()
    oficina.registrar_oficio("IEC/SE/10/2099", "sustituciones de candidaturas")
    oficina.registrar_acuse("IEC/SE/10/2099")
    oficina.registrar_oficio(
        "INE/UTVOPL/20/2099", "Consulta", sentido="Recibido", atendido=oficina.hoy
    )
    hoy = f"{reloj.hoy():%d/%m/%Y}"
    oficina.registrar_difusion(
        "Difusión en un evento", "Se realizó difusión del sistema en de Múzquiz.", f"{hoy} Múzquiz"
    )
    oficina.registrar_difusion("Material de difusión", "Se elaboró material de difusión.")
    oficina.registrar_difusion(
        "Difusión con alianzas estratégicas", "Se envió material a las Alianzas Estratégicas."
    )
    oficina.registrar_difusion(
        "Archivo de fichas y consentimientos", "Se elaboraron las carpetas de fichas para archivo."
    )
    oficina.registrar_corte()


def paginas_de(previa):
    return [imagen.get_attribute("src") for imagen in previa.get_by_role("img").all()]


def trabajar_el_borrador(oficina):
    """En la página del informe: editar en su lugar, ordenar, dejar fuera y añadir."""
    pagina = oficina.uttai
    pagina.goto(reverse("informes:lista"))
    revisar(pagina, "informes")
    pagina.get_by_role("link", name="Ver el informe completo").click()
    previa = pagina.get_by_role("region", name="Como se imprimirá")
    expect(previa.get_by_role("img").first).to_be_visible()
    revisar(pagina, "informe-borrador")
    tabla = pagina.get_by_role("table", name="Actividades del borrador")
    tabla.get_by_role("row").filter(has_text="en de Múzquiz").get_by_role(
        "link", name="Editar"
    ).click()
    guardadas = paginas_de(previa)
    with pagina.expect_response(lambda r: "vista-previa" in r.url and r.request.method == "POST"):
        pagina.get_by_label("Redacción").fill(REDACCION)
    expect(previa.get_by_role("img").first).to_be_visible()
    assert paginas_de(previa) != guardadas, "se ve lo que se escribe antes de guardarlo"
    revisar(pagina, "informe-renglon-en-su-lugar")
    pagina.get_by_role("button", name="Guardar el renglón").click()
    expect(pagina.get_by_text("Renglón guardado.")).to_be_visible()
    expect(tabla.get_by_text(REDACCION)).to_be_visible()
    filas = tabla.locator("tbody tr")
    segundo = filas.nth(1).locator("td").first.inner_text().splitlines()[0]
    tabla.get_by_role("button", name="Subir el renglón 2", exact=True).click()
    expect(pagina.get_by_text("Renglón movido.")).to_be_visible()
    expect(filas.nth(0)).to_contain_text(segundo)
    fila = tabla.get_by_role("row").filter(has_text="Se elaboró material de difusión.")
    fila.get_by_role("button", name="Dejar fuera").click()
    expect(pagina.get_by_text("Fuera del informe (1)")).to_be_visible()
    pagina.get_by_role("link", name="Añadir una reunión").click()
    pagina.get_by_label("Tipo, como se imprime").fill("Sesión ordinaria")
    pagina.get_by_label("Fecha", exact=True).fill(oficina.hoy)
    pagina.get_by_label("Orden del día").fill("Lista de asistencia.\nClausura.")
    revisar(pagina, "informe-reunion")
    pagina.get_by_role("button", name="Guardar").click()
    pagina.get_by_role("link", name="Periodo, textos y firma").click()
    pagina.get_by_label("Nombre de quien firma").fill("PERSONA FICTICIA")
    revisar(pagina, "informe-textos")
    pagina.get_by_role("button", name="Guardar").click()
    expect(pagina.get_by_text("Textos guardados.")).to_be_visible()


def atender_al_revisor(oficina):
    """Lo que quede señalado se deja como está, con su motivo."""
    pagina = oficina.ir("revision", del_mes=True)
    revisar(pagina, "informe-revision")
    while pagina.get_by_text("Dejarlo como está").count():
        pagina.get_by_text("Dejarlo como está").first.click()
        pagina.get_by_label("Motivo").first.fill("Así se llama en el documento original.")
        pagina.get_by_role("button", name="Guardar el motivo").first.click()
    expect(pagina.get_by_text("No hay nada por atender")).to_be_visible()
    expect(pagina.get_by_text("Así se llama").first).to_be_visible()


def test_un_mes_de_vacio_a_con_acuse(oficina, proceso, abrir_pagina):
    pagina = oficina.uttai
    pagina.goto(reverse("informes:lista"))
    expect(pagina.get_by_text("Todavía no hay actividades en este periodo")).to_be_visible()
    llenar_el_registro(oficina)
    revisar(oficina.ir("registro"), "informes-registro")
    trabajar_el_borrador(oficina)
    atender_al_revisor(oficina)

    oficina.ir("detalle", del_mes=True)
    pagina.get_by_role("button", name="Llevar a sesión").click()
    expect(pagina.get_by_text("El informe está en sesión.")).to_be_visible()
    informe = InformeMensual.objects.get()
    guardadas = informe.actividades.all()
    assert {a.tipo for a in guardadas} == set(TipoDeActividad), "las nueve clases nacieron a clics"
    assert guardadas.get(estado=EstadoDeActividad.OMITIDA).tipo == TipoDeActividad.MATERIAL_DIFUSION

    comision = oficina.ir("detalle", rol=Rol.COMISION, del_mes=True)
    comision.get_by_role("link", name="Aprobar").click()
    comision.get_by_label("Sesión en que se aprueba").fill("sesión ordinaria")
    revisar(comision, "informe-aprobar")
    comision.get_by_role("button", name="Aprobar y congelar").click()
    expect(comision.get_by_text("su contenido y sus archivos no cambian")).to_be_visible()

    secretaria = oficina.registrar_oficio(
        "IEC/SE/30/2099", "informe mensual", rol=Rol.SECRETARIA, informe=True
    )
    oficina.registrar_acuse("IEC/SE/30/2099", rol=Rol.SECRETARIA)
    informe.refresh_from_db()
    assert informe.estado == InformeMensual.Estado.ACUSADO
    secretaria.goto(reverse("informes:lista"))
    expect(secretaria.get_by_text("Oficio IEC/SE/30/2099")).to_be_visible()
    revisar(oficina.ir("detalle", rol=Rol.COMISION, del_mes=True), "informe-con-acuse")
    revisar(oficina.ir("tablero"), "informes-tablero")
    pagina.goto(reverse("informes:plantilla"))
    revisar(pagina, "informes-plantilla")

    publica = abrir_pagina(360)
    publica.goto("/transparencia/")
    publico = InformePublico.objects.get()
    expect(publica.get_by_role("heading", name=publico.titulo)).to_be_visible()
    expect(publica.get_by_text(publico.pdf_huella)).to_be_visible()
    revisar(publica, "transparencia")
