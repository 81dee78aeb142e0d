"""Acuses sellados: los mismos bytes siempre, y una página pública que los comprueba."""

import hashlib
import io
import time

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from captura.flujo import Paso
from captura.models import Acuse, ConstanciaSellada, Habilitacion, SolicitudDeHabilitacion
from captura.sellos import NOMBRE_DE_DEMOSTRACION, sellar
from captura.servicios.captura import guardar_fotografia
from captura.servicios.compromisos import firmar
from captura.servicios.constancias import ConstanciaAlterada, acuse_sellado, firma_sellada
from captura.servicios.pasos import dar_paso
from conoceles.comun import reloj
from tests.almacen import vaciar_redis
from tests.fabricas import imagen

DIRECCION = "https://conoceles.example.org/verificar/X/"


@pytest.fixture(autouse=True)
def _sin_intentos_previos():
    vaciar_redis()


@pytest.fixture
def acuse(papeles):
    enlace = papeles.cuentas["enlace"]
    guardar_fotografia(cuestionario=papeles.propio, datos=imagen(), adscripcion=enlace)
    dar_paso(cuestionario=papeles.propio, paso=Paso.ENVIAR, adscripcion=enlace)
    return Acuse.objects.get()


@pytest.fixture
def firma(papeles):
    familia = papeles.proceso.familias_de_compromisos.get()
    solicitud = SolicitudDeHabilitacion.objects.create(
        familia=familia,
        actor=papeles.a,
        solicitante=papeles.a,
        canal="sistema",
        recibida_en=reloj.ahora(),
        atendida_en=reloj.ahora(),
    )
    Habilitacion.objects.create(solicitud=solicitud, candidatura=papeles.propio.candidatura)
    version = familia.versiones.get()
    return firmar(
        candidatura=papeles.propio.candidatura,
        version=version,
        compromisos=list(version.compromisos.values_list("pk", flat=True)),
        firmante="Persona Ficticia",
        adscripcion=papeles.cuentas["enlace"],
    )


def validar(datos: bytes):
    """El estado del único sello, confiando en quien firma."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    lector = PdfFileReader(io.BytesIO(datos))
    (sello,) = lector.embedded_signatures
    confianza = ValidationContext(trust_roots=[sello.signer_cert], moment=reloj.ahora())
    return sello, validate_pdf_signature(sello, confianza)


def texto_de(datos: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(p.extract_text() for p in PdfReader(io.BytesIO(datos)).pages)


def descargar(client, papeles, papel, direccion):
    client.force_login(papeles.cuentas[papel].usuario)
    return client.get(f"{direccion}?formato=pdf")


def test_el_acuse_va_sellado_y_dice_que_es_de_demostracion(papeles, acuse):
    datos = acuse_sellado(acuse, DIRECCION)
    sello, estado = validar(datos)
    assert estado.bottom_line
    assert sello.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert acuse.folio in sello.sig_object["/Reason"]
    assert NOMBRE_DE_DEMOSTRACION in sello.signer_cert.subject.human_friendly
    texto = texto_de(datos)
    assert "DEMOSTRACIÓN" in texto
    assert acuse.folio in texto
    assert acuse.huella in texto.replace("\n", "")
    assert b"pdfuaid" in datos


def test_un_byte_cambiado_rompe_el_sello(acuse):
    datos = bytearray(acuse_sellado(acuse, DIRECCION))
    datos[len(datos) // 3] ^= 1
    try:
        _, estado = validar(bytes(datos))
    except Exception:  # noqa: BLE001 - un PDF roto tampoco se da por bueno
        return
    assert not estado.bottom_line


def test_sellar_tarda_mucho_menos_de_un_segundo(acuse):
    datos = acuse_sellado(acuse, DIRECCION)  # ya se importó lo que tarda
    tiempos = []
    for _ in range(3):
        inicio = time.perf_counter()
        sellar(datos[: datos.index(b"%%EOF") + 6], motivo="Prueba", folio="X")
        tiempos.append(time.perf_counter() - inicio)
    assert min(tiempos) < 0.8


def test_se_descarga_otra_vez_con_los_mismos_bytes(papeles, acuse, client):
    direccion = reverse("captura:acuse", args=[acuse.folio])
    primera = descargar(client, papeles, "enlace", direccion)
    segunda = descargar(client, papeles, "revision", direccion)
    assert primera["Content-Type"] == "application/pdf"
    assert primera.content == segunda.content
    guardada = ConstanciaSellada.objects.get(folio=acuse.folio)
    assert guardada.huella == hashlib.sha256(primera.content).hexdigest()


def test_no_se_sella_lo_que_no_coincide_con_la_bitacora(papeles, acuse, client):
    acuse.contenido["propuesta_1"] = "Otra cosa."
    acuse.huella = "0" * 64
    acuse.save()
    with pytest.raises(ConstanciaAlterada):
        acuse_sellado(acuse, DIRECCION)
    respuesta = descargar(client, papeles, "enlace", reverse("captura:acuse", args=[acuse.folio]))
    assert respuesta.status_code == 302
    assert not ConstanciaSellada.objects.exists()


def test_no_se_entrega_un_archivo_que_ya_no_es_el_sellado(acuse):
    acuse_sellado(acuse, DIRECCION)
    guardada = ConstanciaSellada.objects.get()
    with open(guardada.archivo.path, "ab") as archivo:  # noqa: PTH123
        archivo.write(b"%otra cosa")
    with pytest.raises(ConstanciaAlterada):
        acuse_sellado(acuse, DIRECCION)


def test_la_firma_da_su_constancia_con_los_compromisos(firma):
    datos = firma_sellada(firma, DIRECCION)
    assert validar(datos)[1].bottom_line
    texto = texto_de(datos)
    for dicho in (firma.folio, "Persona Ficticia", *firma.compromisos):
        assert dicho in texto


def test_sin_certificado_no_se_sella(settings, tmp_path):
    settings.ES_DEMO = False
    settings.SELLO_P12 = tmp_path / "no-existe.p12"
    with pytest.raises(ImproperlyConfigured, match="SELLO_P12"):
        sellar(b"", motivo="Prueba", folio="X")


# --- La página pública -------------------------------------------------------------------------
def test_cualquiera_comprueba_un_acuse_sin_ver_lo_que_se_envio(acuse, client):
    pagina = client.get(reverse("verificar", args=[acuse.folio.lower()]))
    assert pagina.status_code == 200
    assert acuse.huella in pagina.text
    assert acuse.cuestionario.candidatura.nombre in pagina.text
    assert "Propuesta ficticia" not in pagina.text
    assert "844 000 0000" not in pagina.text
    assert str(acuse.emitido_para) not in pagina.text
    assert pagina["Cache-Control"] == "no-store"
    assert "noindex" in pagina["X-Robots-Tag"]
    assert not pagina.cookies


def test_cualquiera_comprueba_una_firma(firma, client):
    pagina = client.get(reverse("verificar", args=[firma.folio]))
    for dicho in (firma.huella, firma.firmante, *firma.compromisos):
        assert dicho in pagina.text


@pytest.mark.parametrize(
    "folio",
    ["ACU-2023-BCDF-BCDF-BCDF", "FIR-2023-BCDF-BCDF-BCDF", "XXX", "ACU", "ACU-%00", "é" * 300],
)
def test_un_folio_desconocido_da_siempre_la_misma_pagina(db, client, folio):
    pagina = client.get(reverse("verificar", args=[folio]))
    modelo = client.get(reverse("verificar", args=["NADA"]))
    assert pagina.status_code == 404
    assert pagina.content == modelo.content
    assert dict(pagina.headers) == dict(modelo.headers)


def test_no_se_adivinan_folios_a_la_carrera(acuse, client):
    direccion = reverse("verificar", args=["ACU-2023-BCDF-BCDF-BCDF"])
    codigos = {client.get(direccion).status_code for _ in range(30)}
    assert codigos == {404}
    frenada = client.get(reverse("verificar", args=[acuse.folio]))
    assert frenada.status_code == 429
    assert acuse.huella not in frenada.text


def test_quien_no_tiene_el_qr_escribe_el_folio(acuse, client):
    respuesta = client.get(reverse("verificar_inicio"), {"folio": f" {acuse.folio} "})
    assert respuesta.url == reverse("verificar", args=[acuse.folio])
    assert client.get(reverse("verificar_inicio")).status_code == 200


def test_la_pagina_de_comprobacion_no_puede_escribir(acuse, client):
    assert client.post(reverse("verificar", args=[acuse.folio])).status_code == 405
