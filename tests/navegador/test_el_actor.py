"""El trabajo de un actor, con clics: consentimientos y compromisos.

Cada pantalla se revisa con axe y a tres anchos. Con CAPTURAS_DE_PANTALLA=carpeta deja sus imágenes.
"""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import expect

from captura.demostracion.consentimientos import TEXTOS
from captura.escaneos import leer
from captura.models import Consentimiento, HojaDeConsentimiento, Rol
from captura.servicios.formatos import crear_formato
from tests.fabricas import AdscripcionFactory, CuestionarioFactory, FormulaFactory, imagen
from tests.navegador.test_camino_completo import Retratos, camino  # noqa: F401


@pytest.fixture
def con_formato(camino):  # noqa: F811
    crear_formato(camino.candidatura.proceso, "Uno", TEXTOS, None)
    camino.otra = CuestionarioFactory(
        candidatura__formula=FormulaFactory(actor=camino.actor),
        candidatura__nombres="Benita",
        candidatura__primer_apellido="Imaginada",
    ).candidatura
    camino.persona = AdscripcionFactory(
        rol=Rol.CANDIDATA, actor=camino.actor, candidaturas=[camino.candidatura]
    )
    return camino


def entrar_como(pagina, adscripcion, url: str):
    """Con la sesión ya abierta: el camino de entrada tiene su propia prueba."""
    sesion = SessionStore()
    sesion[SESSION_KEY] = str(adscripcion.usuario.pk)
    sesion[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    sesion[HASH_SESSION_KEY] = adscripcion.usuario.get_session_auth_hash()
    sesion.save()
    galleta = {"name": settings.SESSION_COOKIE_NAME, "value": sesion.session_key, "url": url}
    pagina.context.add_cookies([galleta])


def test_del_formato_impreso_a_la_constancia(
    abrir_pagina, con_formato, live_server, hacer_trabajos
):
    retratos = Retratos()
    telefono, partido, uttai, publico = (abrir_pagina(ancho) for ancho in (360, 1280, 1280, 360))
    entrar_como(telefono, con_formato.persona, live_server.url)
    entrar_como(partido, con_formato.enlace, live_server.url)
    entrar_como(uttai, con_formato.uttai, live_server.url)

    # La persona firma desde su teléfono: todo empieza en No.
    telefono.goto(reverse("captura:cuestionario", args=[con_formato.cuestionario.pk]))
    telefono.get_by_role("link", name="Leer y firmar el consentimiento").click()
    assert telefono.get_by_role("radio", name="Sí", exact=True, checked=True).count() == 0
    retratos.tomar(telefono, "firmar-consentimiento")
    telefono.get_by_role("radio", name="Sí", exact=True).first.check()
    telefono.get_by_role("button", name="Firmar").click()
    telefono.get_by_text("Sin la declaración no se puede firmar").first.wait_for()
    assert telefono.get_by_role("radio", name="Sí", exact=True).first.is_checked()
    telefono.get_by_label("Leí el texto y el aviso").check()
    telefono.get_by_role("button", name="Firmar").click()
    telefono.wait_for_url("**/captura/consentimientos/CON-**")
    firmado = Consentimiento.objects.get()
    assert (firmado.tratamiento, firmado.publicacion, firmado.estadistica) == (True, False, False)
    # Abierto: axe toma por visible lo que está doblado y lo cree encima del pie.
    telefono.get_by_text("Retirar este consentimiento").click()
    retratos.tomar(telefono, "consentimiento-firmado")

    # Cualquiera comprueba el folio; la página no dice qué respondió.
    publico.goto(reverse("verificar_inicio"))
    retratos.tomar(publico, "verificar-inicio")
    publico.get_by_label("Folio").fill(firmado.folio)
    publico.get_by_role("button", name="Comprobar").click()
    publico.get_by_text(firmado.folio).first.wait_for()
    assert publico.get_by_text("No", exact=True).count() == 0
    retratos.tomar(publico, "verificar-consentimiento")
    publico.goto(reverse("verificar", args=["CON-2023-XXXX-XXXX-XXXX"]))
    retratos.tomar(publico, "verificar-desconocido")

    # El partido ve a quién le falta, imprime su hoja prellenada y la sube firmada y escaneada.
    partido.goto(reverse("captura:consentimientos"))
    retratos.tomar(partido, "consentimientos")
    partido.get_by_label(f"Imprimir el formato de {con_formato.otra.nombre}").check()
    with partido.expect_download() as bajada:
        partido.get_by_role("button", name="Imprimir los formatos marcados").click()
    impreso = Path(bajada.value.path()).read_bytes()
    hoja = HojaDeConsentimiento.objects.get()
    paginas = leer(impreso, nombre="h.pdf", bytes_maximos=10**7, paginas_maximas=4)
    assert all(hoja.folio in codigo for pagina in paginas for codigo in pagina.codigos)
    assert [len(pagina.codigos) for pagina in paginas] == [1, 1]
    partido.goto(reverse("captura:escaneos"))
    retratos.tomar(partido, "escaneos")
    subir = {"name": "hojas.pdf", "mimeType": "application/pdf", "buffer": impreso}
    partido.get_by_label("PDF con las hojas escaneadas").set_input_files(subir)
    partido.get_by_role("button", name="Subir y separar").click()
    partido.wait_for_url("**/captura/archivos/**")
    retratos.tomar(partido, "separando")
    hacer_trabajos()
    partido.get_by_role("link", name="Continuar").click()
    partido.get_by_text(con_formato.otra.nombre).first.wait_for()
    retratos.tomar(partido, "lote")
    partido.get_by_role("link", name="Seguir con la página 1").click()
    retratos.tomar(partido, "transcribir")
    partido.get_by_role("radio", name="Sí", exact=True).nth(1).check()
    partido.get_by_label("Fecha que dice la hoja").fill("2023-05-02")
    partido.get_by_role("button", name="Guardar y seguir").click()
    partido.get_by_text("Respuestas guardadas").wait_for()

    # También se sube una hoja suelta; reemplaza a la que esperaba.
    partido.goto(reverse("captura:consentimiento_papel", args=[con_formato.otra.pk]))
    retratos.tomar(partido, "papel")
    foto = {"name": "hoja.jpg", "mimeType": "image/jpeg", "buffer": imagen(lado=900)}
    partido.get_by_label("Hoja firmada").set_input_files(foto)
    partido.get_by_role("radio", name="Sí", exact=True).nth(2).check()
    partido.get_by_label("Fecha que dice la hoja").fill("2023-05-03")
    partido.get_by_role("button", name="Guardar").click()
    partido.wait_for_url("**/captura/consentimientos/CON-**")

    # UTTAI la compara con su imagen y la valida: hasta entonces no surte efecto.
    en_papel = Consentimiento.objects.get(estado="por_validar")
    uttai.goto(reverse("captura:consentimiento", args=[en_papel.folio]))
    retratos.tomar(uttai, "validar")
    uttai.get_by_role("button", name="Son las mismas: validar").click()
    uttai.get_by_text("Vigente").first.wait_for()
    assert Consentimiento.objects.get(pk=en_papel.pk).estado == "vigente"
    partido.goto(reverse("captura:tablero"))
    partido.get_by_text("Tratamiento no, publicación no, estadística sí").wait_for()
    retratos.tomar(partido, "pendientes")
    partido.goto(reverse("captura:consentimiento_de", args=[con_formato.otra.pk]))
    retratos.tomar(partido, "consentimiento-de")


def test_las_demas_pantallas_de_consentimientos_y_compromisos_son_accesibles(
    abrir_pagina, con_formato, live_server
):
    retratos = Retratos()
    uttai, partido = abrir_pagina(), abrir_pagina()
    entrar_como(uttai, con_formato.uttai, live_server.url)
    entrar_como(partido, con_formato.enlace, live_server.url)
    familia = con_formato.candidatura.proceso.familias_de_compromisos.get()
    for nombre, direccion in (
        ("formatos", reverse("captura:formatos")),
        ("formato-nuevo", reverse("captura:formato_nuevo")),
        ("compromisos-textos", reverse("captura:compromisos_textos")),
        ("familia-nueva", reverse("captura:familia_nueva")),
        ("version-nueva", reverse("captura:version_nueva", args=[familia.pk])),
        ("solicitud-externa", reverse("captura:solicitud_externa")),
    ):
        uttai.goto(direccion)
        expect(uttai.get_by_role("heading", level=1)).to_be_visible()
        retratos.tomar(uttai, nombre)

    # El menú cabe en un renglón; lo que no, está en «Más» y se abre con el teclado.
    assert uttai.locator(".barra").bounding_box()["height"] < 60
    uttai.get_by_text("Más", exact=True).focus()
    uttai.keyboard.press("Enter")
    uttai.get_by_role("link", name="Movimientos").click()
    expect(uttai.get_by_role("heading", level=1)).to_have_text("Sustituciones y bajas")

    # Lo que no le toca, ni con la dirección a mano.
    for direccion in (reverse("captura:formatos"), reverse("captura:compromisos_textos")):
        assert partido.goto(direccion).status == 403
