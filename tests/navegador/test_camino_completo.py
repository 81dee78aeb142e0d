"""El camino completo, con clics de verdad: de la captura del partido al renglón del informe."""

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

from candidaturas.models import PerfilPublicado
from captura.models import Acuse, Cuestionario, Firma, Rol
from tests.fabricas import (
    CONTRASENA,
    ActorFactory,
    AdscripcionFactory,
    CuestionarioFactory,
    FormulaFactory,
    ProcesoFactory,
    VersionFactory,
    imagen,
)
from tests.pantallas import revisar

HISTORIA = "Trabajé en una escuela ficticia de un pueblo que no existe. " * 6
PROPUESTA = "Haré una biblioteca ficticia con libros de verdad en cada barrio. " * 6
CORREGIDA = "Haré una biblioteca ficticia, sin lemas, en cada barrio. " * 7


class Retratos:
    """Revisa cada pantalla y, si se pidieron imágenes, las numera en el orden del camino."""

    def __init__(self):
        self.numero = 0

    def tomar(self, pagina, nombre: str):
        self.numero += 1
        revisar(pagina, f"{self.numero:02d}-{nombre}")


@pytest.fixture
def camino(transactional_db, live_server):
    """Un partido con una candidatura sin datos, su enlace y quien revisa con segundo factor."""
    from types import SimpleNamespace

    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    proceso = ProcesoFactory()
    actor = ActorFactory(proceso=proceso, siglas="PFA", nombre="Partido Ficticio del Alba")
    cuestionario = CuestionarioFactory(
        candidatura__formula=FormulaFactory(actor=actor),
        candidatura__nombres="Aurora",
        candidatura__primer_apellido="Inventada",
    )
    VersionFactory(familia__proceso=proceso)
    enlace = AdscripcionFactory(rol=Rol.ENLACE, actor=actor, usuario__username="enlace.alba")
    uttai = AdscripcionFactory(rol=Rol.COORDINACION, usuario__username="uttai")
    secreto = generate_totp_secret()
    TOTP.activate(uttai.usuario, secreto)
    return SimpleNamespace(
        cuestionario=cuestionario,
        candidatura=cuestionario.candidatura,
        actor=actor,
        enlace=enlace,
        uttai=uttai,
        secreto=secreto,
    )


def codigo_de(secreto: str) -> str:
    return format_hotp_value(hotp_value(secreto, next(iter(yield_hotp_counters_from_time()))))


def entrar(pagina, usuario: str, secreto: str = ""):
    pagina.goto("/captura/")
    pagina.locator("input[name=login]").fill(usuario)
    pagina.locator("input[name=password]").fill(CONTRASENA)
    pagina.get_by_role("button", name="Entrar").click()
    if secreto:
        pagina.locator("input[name=code]").fill(codigo_de(secreto))
        pagina.get_by_role("button", name="Entrar").click()
    pagina.wait_for_url("**/captura/")


# Cada pantalla se revisa a todos los anchos en cualquiera de los dos recorridos.
@pytest.mark.parametrize("ancho", [360, pytest.param(1280, marks=pytest.mark.largo)])
def test_el_camino_completo(abrir_pagina, camino, ancho):
    retratos = Retratos()
    partido, uttai, ciudadania = (abrir_pagina(ancho) for _ in range(3))
    publica = camino.candidatura.get_absolute_url()
    nombre = camino.candidatura.nombre

    # El partido llena, con un error de por medio que no le borra nada.
    entrar(partido, "enlace.alba")
    retratos.tomar(partido, "tablero")
    partido.get_by_role("link", name=nombre).click()
    partido.get_by_label("Correos electrónicos públicos").fill("esto no es un correo")
    partido.get_by_label("Grado máximo de estudios").select_option("licenciatura")
    partido.get_by_label("Estatus del grado").select_option("titulo")
    for etiqueta in ("Historia profesional", "Trayectoria política", "¿Por qué quiere"):
        partido.get_by_label(etiqueta).fill(HISTORIA)
    partido.get_by_label("Propuesta 1").fill(PROPUESTA)
    partido.get_by_label("Propuesta 2").fill(PROPUESTA)
    partido.get_by_role("button", name="Guardar").click()
    partido.get_by_text("Revise lo siguiente").wait_for()
    assert partido.get_by_label("Propuesta 1").input_value() == PROPUESTA
    retratos.tomar(partido, "cuestionario-con-error")
    partido.get_by_label("Correos electrónicos públicos").fill("aurora@ejemplo.mx")
    partido.get_by_role("button", name="Guardar").click()
    partido.get_by_text("Nada de esto es público todavía").wait_for()

    # La fotografía y lo que falta.
    partido.get_by_role("link", name="Revisar y enviar").click()
    partido.get_by_text("Todavía no se puede enviar").wait_for()
    retratos.tomar(partido, "envio-con-faltantes")
    partido.get_by_role("link", name="Suba la fotografía.").click()
    partido.get_by_label("Elija la fotografía").set_input_files(
        {"name": "retrato.jpg", "mimeType": "image/jpeg", "buffer": imagen(lado=600)}
    )
    partido.locator("#recortador canvas").wait_for()
    partido.get_by_label("Declaro que la fotografía").check()
    partido.get_by_role("button", name="Subir fotografía").click()
    partido.get_by_text("Fotografía guardada").wait_for()
    retratos.tomar(partido, "cuestionario-completo")

    # El envío y su acuse.
    partido.get_by_role("link", name="Revisar y enviar").click()
    partido.get_by_text("será pública cuando el instituto la publique").wait_for()
    retratos.tomar(partido, "envio")
    partido.get_by_role("button", name="Validar y enviar a revisión").click()
    partido.wait_for_url("**/captura/acuses/**")
    partido.get_by_text(Acuse.objects.get().folio).first.wait_for()
    retratos.tomar(partido, "acuse")

    # La UTTAI revisa y devuelve.
    entrar(uttai, "uttai", camino.secreto)
    retratos.tomar(uttai, "cola")
    uttai.get_by_role("link", name=nombre).click()
    uttai.get_by_role("button", name="Iniciar revisión").click()
    propuesta = uttai.locator("#id_propuesta_1")
    propuesta.get_by_text("Observar").click()
    propuesta.get_by_label("Supuesto").select_option("lemas")
    propuesta.get_by_label("Qué debe corregirse").fill("Quite el lema de campaña.")
    retratos.tomar(uttai, "revision")
    uttai.get_by_role("button", name="Devolver con observaciones").click()
    uttai.get_by_text("Devuelto con observaciones.").wait_for()

    # El partido corrige y vuelve a enviar.
    partido.goto("/captura/")
    partido.get_by_text("1 observación por atender.").wait_for()
    partido.get_by_role("link", name=nombre).click()
    partido.get_by_text("Quite el lema de campaña.").wait_for()
    retratos.tomar(partido, "cuestionario-observado")
    partido.get_by_label("Propuesta 1").fill(CORREGIDA)
    partido.get_by_role("button", name="Guardar").click()
    partido.get_by_role("link", name="Revisar y enviar").click()
    partido.get_by_role("button", name="Validar y enviar a revisión").click()
    partido.wait_for_url("**/captura/acuses/**")

    # La UTTAI compara, verifica y publica; hasta ese clic la ciudadanía no ve nada.
    uttai.goto("/captura/")
    uttai.get_by_role("link", name=nombre).click()
    uttai.get_by_role("button", name="Iniciar revisión").click()
    uttai.get_by_text("Ahora, lo corregido").wait_for()
    retratos.tomar(uttai, "revision-con-diferencia")
    uttai.get_by_role("button", name="Verificar", exact=True).click()
    ciudadania.goto(publica)
    assert ciudadania.get_by_text("biblioteca ficticia").count() == 0
    assert not PerfilPublicado.objects.exists()
    uttai.get_by_role("button", name="Publicar", exact=True).click()
    uttai.get_by_text("la ciudadanía ya puede verlo").wait_for()
    retratos.tomar(uttai, "publicado")

    ciudadania.goto("/candidaturas/")
    ciudadania.get_by_text("Perfil publicado").first.wait_for()
    ciudadania.get_by_role("link", name=nombre).first.click()
    ciudadania.get_by_text("sin lemas, en cada barrio").first.wait_for()
    retratos.tomar(ciudadania, "perfil-publico")

    # Los compromisos: el partido pide, la UTTAI habilita, una persona firma y el perfil lo dice.
    partido.goto("/captura/compromisos/")
    partido.get_by_role("link", name="Solicitar habilitación").click()
    retratos.tomar(partido, "solicitar")
    partido.get_by_role("button", name="Solicitar").click()
    partido.get_by_text("Solicitud registrada").wait_for()
    uttai.goto("/captura/compromisos/")
    retratos.tomar(uttai, "solicitudes")
    uttai.get_by_role("button", name="Habilitar").click()
    uttai.get_by_text("ya puede firmar").wait_for()
    partido.goto(f"/captura/cuestionarios/{camino.cuestionario.pk}/")
    retratos.tomar(partido, "cuestionario-publicado")
    partido.get_by_role("link", name="Firmar").click()
    partido.get_by_label("Nombre completo de quien firma").fill(nombre)
    partido.get_by_label("Declaro que").check()
    retratos.tomar(partido, "firmar")
    partido.get_by_role("button", name="Firmar").click()
    partido.wait_for_url("**/captura/firmas/**")
    firma = Firma.objects.get()
    partido.get_by_text(firma.folio).first.wait_for()
    retratos.tomar(partido, "firma")
    ciudadania.goto(publica)
    ciudadania.get_by_text(firma.folio).first.wait_for()
    retratos.tomar(ciudadania, "perfil-con-compromisos")

    # El renglón de la actividad está en el borrador del mes sin que nadie lo escriba.
    uttai.goto("/informes/")
    uttai.get_by_text("el partido político PFA").first.wait_for()
    uttai.get_by_text("los compromisos por la niñez y la adolescencia").first.wait_for()
    retratos.tomar(uttai, "informes")
    assert Cuestionario.objects.get().estado == "publicado"


def test_sin_javascript_tambien_se_captura_y_se_envia(abrir_pagina, camino):
    partido = abrir_pagina(360, java_script_enabled=False)
    entrar(partido, "enlace.alba")
    partido.get_by_role("link", name=camino.candidatura.nombre).click()
    partido.get_by_label("Teléfonos públicos").fill("844 000 0000\n844 111 1111")
    partido.get_by_label("Grado máximo de estudios").select_option("sin_estudios")
    for etiqueta in (
        "Historia profesional",
        "Trayectoria política",
        "¿Por qué quiere",
        "Propuesta 1",
        "Propuesta 2",
    ):
        partido.get_by_label(etiqueta).fill(HISTORIA)
    partido.get_by_role("button", name="Guardar").click()
    partido.get_by_label("Elija la fotografía").set_input_files(
        {"name": "retrato.png", "mimeType": "image/png", "buffer": imagen("PNG", 500)}
    )
    partido.get_by_label("Declaro que la fotografía").check()
    partido.get_by_role("button", name="Subir fotografía").click()
    partido.get_by_role("link", name="Revisar y enviar").click()
    partido.get_by_role("button", name="Validar y enviar a revisión").click()
    partido.wait_for_url("**/captura/acuses/**")
    assert Cuestionario.objects.get().telefonos == ["844 000 0000", "844 111 1111"]


def test_el_contador_cuenta_como_el_servidor(abrir_pagina, camino):
    from captura.conteo import contar

    partido = abrir_pagina(1280)
    entrar(partido, "enlace.alba")
    partido.goto(f"/captura/cuestionarios/{camino.cuestionario.pk}/")
    for texto in (
        "dos  blancos   y\tuna tabulación",
        "  orillas  ",
        "renglón uno \n\n\n  renglón dos\n",
        "emoji 👩🏽‍🎓 y eñe",
        "duro y\u00a0\u00a0blando",
    ):
        partido.get_by_label("Propuesta 1").fill(texto)
        visto = partido.locator("#id_propuesta_1_contador [data-conoceles-visible]").inner_text()
        assert visto.startswith(f"{contar(texto)} "), (texto, visto)
