"""Lo que se sube en papel: se abre, se acota y se dibuja de nuevo; un lote se separa por sus QR."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from captura.constancias import qr_en_png
from captura.demostracion.consentimientos import TEXTOS
from captura.escaneos import EscaneoRechazado, leer
from captura.formatos_de_consentimiento import formatos_en_pdf
from captura.models import (
    Consentimiento,
    EstadoDeHoja,
    HojaEscaneada,
    LoteDeEscaneos,
    Trabajo,
)
from captura.servicios.consentimientos import (
    ConsentimientoNoProcede,
    Decision,
    consentimiento_vigente,
    validar_consentimiento,
)
from captura.servicios.ejecucion import ejecutar
from captura.servicios.formatos import crear_formato, emitir_hojas
from captura.servicios.lotes import asignar_hoja, descartar_hoja, separar_lote, transcribir_hoja
from captura.servicios.trabajos import TrabajoCancelado
from conoceles.comun import reloj
from tests.fabricas import imagen


@pytest.fixture
def formato(papeles):
    return crear_formato(papeles.proceso, "Uno", TEXTOS, None)


def pdf_de(paginas: list[Image.Image]) -> bytes:
    """Un PDF de imágenes, como lo hace un escáner."""
    salida = io.BytesIO()
    paginas[0].save(salida, "PDF", save_all=True, append_images=paginas[1:], resolution=150)
    return salida.getvalue()


def hoja_blanca() -> Image.Image:
    return Image.new("RGB", (1275, 1650), "white")


def impresas(papeles, formato, *cuestionarios, papel="enlace"):
    return emitir_hojas(
        formato=formato,
        candidaturas=[c.candidatura for c in cuestionarios],
        adscripcion=papeles.cuentas[papel],
    )


def fotografiadas(formato, hojas) -> list[Image.Image]:
    """Las páginas impresas, como salen del escáner (dos por hoja)."""
    import pypdfium2

    datos = formatos_en_pdf(formato, hojas, lambda f: f"https://c.example.org/verificar/{f}/")
    with pypdfium2.PdfDocument(datos) as documento:
        return [p.render(scale=150 / 72).to_pil().convert("RGB") for p in documento]


def abrir(datos: bytes, nombre: str):
    return leer(datos, nombre=nombre, bytes_maximos=10**7, paginas_maximas=4)


def subir(papeles, datos, papel="enlace", nombre="hojas.pdf"):
    return separar_lote(
        proceso=papeles.proceso,
        datos=datos,
        nombre=nombre,
        adscripcion=papeles.cuentas[papel],
    )


# --- Archivos hostiles -------------------------------------------------------------------------
def _con_js() -> bytes:
    return pdf_de([hoja_blanca()]).replace(
        b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
    )


@pytest.mark.parametrize(
    ("datos", "nombre", "dice"),
    [
        (pdf_de([hoja_blanca()]), "hoja.jpg", "por dentro es PDF"),
        (imagen("PNG"), "hoja.jpg", "por dentro es PNG"),
        (imagen(), "hoja.pdf", "por dentro es JPG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "hoja.svg", "SVG"),
        (b"<?xml version='1.0'?><svg/>", "hoja.png", "SVG"),
        (b"MZ un programa", "hoja.exe", "PDF, JPG o PNG"),
        (b"", "hoja.pdf", "PDF, JPG o PNG"),
        (imagen() + pdf_de([hoja_blanca()]), "hoja.jpg", "escondido"),
        (pdf_de([hoja_blanca()]) + b"PK\x05\x06" + b"\0" * 18, "hoja.pdf", "escondido"),
        (imagen() + b"PK\x05\x06" + b"\0" * 18, "hoja.jpg", "escondido"),
        (b"%PDF-1.7 nada", "hoja.pdf", "dañado"),
        (imagen()[:400], "hoja.jpg", "dañado"),
        (pdf_de([hoja_blanca()] * 5), "hoja.pdf", "más de 4 páginas"),
        (b"%PDF-" + b"0" * 10**7, "hoja.pdf", "pesa"),
    ],
    ids=[
        "pdf-como-jpg", "png-como-jpg", "jpg-como-pdf", "svg", "svg-como-png", "programa", "vacio",
        "jpg-con-pdf", "pdf-con-zip", "jpg-con-zip", "pdf-roto", "jpg-cortado", "muchas-paginas",
        "pesado",
    ],
)  # fmt: skip
def test_lo_que_no_es_una_hoja_se_rehusa_con_palabras(datos, nombre, dice):
    with pytest.raises(EscaneoRechazado, match=dice):
        abrir(datos, nombre)


def test_una_imagen_de_cien_megapixeles_se_rehusa_sin_abrirla():
    gigante = io.BytesIO()
    Image.new("1", (12_000, 9_000)).save(gigante, "PNG")
    assert len(gigante.getvalue()) < 100_000
    with pytest.raises(EscaneoRechazado, match="demasiados píxeles"):
        abrir(gigante.getvalue(), "hoja.png")


def test_un_pdf_con_contrasena_se_rehusa():
    from pypdf import PdfReader, PdfWriter

    escritor = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_de([hoja_blanca()]))))
    escritor.encrypt("secreta", algorithm="RC4-128")
    salida = io.BytesIO()
    escritor.write(salida)
    with pytest.raises(EscaneoRechazado, match="contraseña"):
        abrir(salida.getvalue(), "hoja.pdf")


def test_de_un_pdf_con_javascript_solo_queda_el_dibujo():
    datos = _con_js()
    assert b"JavaScript" in datos
    (pagina,) = abrir(datos, "hoja.pdf")
    assert pagina.datos.startswith(b"\xff\xd8\xff")
    assert b"JavaScript" not in pagina.datos


def test_de_una_fotografia_no_quedan_metadatos():
    exif = Image.Exif()
    exif[0x010E] = "Domicilio secreto"
    (pagina,) = abrir(imagen(exif=exif, comment=b"comentario secreto"), "hoja.JPG")
    assert b"secreto" not in pagina.datos
    assert not Image.open(io.BytesIO(pagina.datos)).getexif()


# --- Leer los QR -------------------------------------------------------------------------------
@pytest.mark.parametrize("grados", [0, 3, 90, 180, 270])
def test_el_qr_se_lee_aunque_la_hoja_venga_girada(grados):
    hoja = hoja_blanca()
    codigo = Image.open(io.BytesIO(qr_en_png("https://c.example.org/verificar/HOJ-1/")))
    hoja.paste(codigo.convert("RGB").resize((180, 180)), (1000, 120))
    girada = hoja.rotate(grados, expand=True, fillcolor="white")
    (pagina,) = abrir(pdf_de([girada]), "hoja.pdf")
    assert pagina.codigos == ("https://c.example.org/verificar/HOJ-1/",)
    with Image.open(io.BytesIO(pagina.datos)) as derecha:
        assert derecha.height > derecha.width  # y queda derecha
        # El código, arriba a la derecha: la mitad de arriba tiene más tinta que la de abajo.
        gris = derecha.convert("L")
        arriba = gris.crop((0, 0, gris.width, gris.height // 2))
        abajo = gris.crop((0, gris.height // 2, gris.width, gris.height))
        assert sum(arriba.histogram()[:60]) > sum(abajo.histogram()[:60])


# --- Lotes -------------------------------------------------------------------------------------
@pytest.fixture
def lote(papeles, formato):
    """Cuatro páginas de dos hojas, una sin código y una de una hoja ajena a quien sube."""
    hojas = impresas(papeles, formato, papeles.propio, papeles.cuestionario)
    from tests.fabricas import CuestionarioFactory, FormulaFactory

    otra = CuestionarioFactory(candidatura__formula=FormulaFactory(actor=papeles.b))
    ajenas = impresas(papeles, formato, otra, papel="revision")
    paginas = [
        *fotografiadas(formato, hojas),
        hoja_blanca(),
        fotografiadas(formato, ajenas)[0],
    ]
    datos = pdf_de(paginas)
    resultado, nuevo = subir(papeles, datos)
    assert nuevo
    return resultado, datos


def test_un_lote_se_separa_por_sus_codigos_y_no_pierde_ninguna(papeles, lote):
    hojas = list(lote[0].hojas.all())
    propia, coalicion = papeles.propio.candidatura, papeles.cuestionario.candidatura
    assert [(h.estado, h.candidatura) for h in hojas] == [
        (EstadoDeHoja.POR_TRANSCRIBIR, propia),
        (EstadoDeHoja.REVERSO, propia),
        (EstadoDeHoja.POR_TRANSCRIBIR, coalicion),
        (EstadoDeHoja.REVERSO, coalicion),
        (EstadoDeHoja.POR_ASIGNAR, None),
        (EstadoDeHoja.POR_ASIGNAR, None),
    ]
    assert "código" in hojas[4].nota
    # De la ajena no se dice de quién es.
    assert "no captura" in hojas[5].nota
    assert hojas[5].hoja is None
    assert all(h.imagen.size for h in hojas)


def test_subirlo_otra_vez_no_cambia_nada(papeles, lote):
    otro, nuevo = subir(papeles, lote[1])
    assert (otro, nuevo) == (lote[0], False)
    assert HojaEscaneada.objects.count() == 6
    assert LoteDeEscaneos.objects.count() == 1


def test_un_lote_roto_no_deja_nada(papeles, lote):
    with pytest.raises(EscaneoRechazado):
        subir(papeles, lote[1][: len(lote[1]) // 2] + b"\n%%EOF")
    assert LoteDeEscaneos.objects.count() == 1


def transcribir(papeles, hoja, formato, papel="enlace"):
    return transcribir_hoja(
        escaneada=hoja,
        formato=formato,
        decision=Decision(tratamiento=True),
        firmante="Persona Ficticia",
        firmado_el=reloj.hoy(),
        adscripcion=papeles.cuentas[papel],
    )


def test_la_hoja_transcrita_y_validada_surte_efecto_una_vez(papeles, lote, formato):
    hoja = lote[0].hojas.first()
    hecho = transcribir(papeles, hoja, formato)
    assert hecho.huella_de_imagen == hoja.huella_de_imagen
    with pytest.raises(ConsentimientoNoProcede, match="ya está transcrita"):
        transcribir(papeles, hoja, formato)
    assert consentimiento_vigente(hecho.candidatura) is None
    validar_consentimiento(consentimiento=hecho, adscripcion=papeles.cuentas["revision"])
    assert consentimiento_vigente(hecho.candidatura) == hecho


def test_la_que_no_se_leyo_la_asigna_una_persona(papeles, lote, formato):
    hoja = lote[0].hojas.get(numero=5)
    with pytest.raises(ConsentimientoNoProcede):
        transcribir(papeles, hoja, formato)
    enlace = papeles.cuentas["enlace"]
    asignar_hoja(escaneada=hoja, candidatura=papeles.propio.candidatura, adscripcion=enlace)
    assert transcribir(papeles, hoja, formato).candidatura == papeles.propio.candidatura


def test_no_se_asigna_a_quien_no_se_captura(papeles, lote):
    hoja = lote[0].hojas.get(numero=5)
    from tests.fabricas import CuestionarioFactory

    with pytest.raises(PermissionDenied):
        asignar_hoja(
            escaneada=hoja,
            candidatura=CuestionarioFactory().candidatura,
            adscripcion=papeles.cuentas["enlace"],
        )


def test_la_descartada_se_sigue_viendo(papeles, lote):
    hoja = lote[0].hojas.get(numero=5)
    descartar_hoja(escaneada=hoja, adscripcion=papeles.cuentas["enlace"])
    assert lote[0].hojas.count() == 6
    assert lote[0].hojas.get(numero=5).estado == EstadoDeHoja.DESCARTADA


@pytest.mark.parametrize("papel", ["candidata", "sistemas", "comision"])
def test_quien_no_sube_lotes_no_puede(papeles, formato, papel):
    with pytest.raises(PermissionDenied):
        subir(papeles, pdf_de([hoja_blanca()]), papel=papel)


@pytest.mark.django_db(transaction=True)
def test_se_sube_se_separa_fuera_de_la_peticion_y_se_llega_al_lote(papeles, formato, client):
    client.force_login(papeles.cuentas["enlace"].usuario)
    datos = pdf_de(fotografiadas(formato, impresas(papeles, formato, papeles.propio)))
    archivo = SimpleUploadedFile("hojas.pdf", datos)
    respuesta = client.post(reverse("captura:escaneos"), {"archivo": archivo})
    trabajo = Trabajo.objects.get()
    assert respuesta.url == reverse("captura:trabajo", args=[trabajo.pk])
    assert not LoteDeEscaneos.objects.exists(), "separar tarda: no lo espera la petición"
    assert client.get(reverse("captura:escaneo_separado", args=[trabajo.pk])).status_code == 404
    ejecutar(trabajo.pk)
    trabajo.refresh_from_db()
    assert (trabajo.hecho, trabajo.total) == (2, 2)
    assert "Páginas separadas: 2" in client.get(respuesta.url).text
    llegada = client.get(reverse("captura:escaneo_separado", args=[trabajo.pk]))
    assert llegada.url == reverse("captura:escaneo", args=[LoteDeEscaneos.objects.get().pk])


def test_lo_que_no_sirve_se_dice_al_subirlo_y_no_espera_al_trabajador(papeles, client):
    client.force_login(papeles.cuentas["enlace"].usuario)
    archivo = SimpleUploadedFile("hojas.pdf", imagen())
    respuesta = client.post(reverse("captura:escaneos"), {"archivo": archivo})
    assert "por dentro es JPG" in respuesta.text
    assert not Trabajo.objects.exists()


def test_cancelar_detiene_la_lectura_y_no_deja_nada(papeles, formato):
    def avance(hecho, total):
        if hecho == 1:
            raise TrabajoCancelado

    with pytest.raises(TrabajoCancelado):
        separar_lote(
            proceso=papeles.proceso,
            datos=pdf_de([hoja_blanca()] * 3),
            nombre="hojas.pdf",
            adscripcion=papeles.cuentas["enlace"],
            avance=avance,
        )
    assert not HojaEscaneada.objects.exists()


# --- Páginas -----------------------------------------------------------------------------------
def test_el_resultado_dice_de_quien_es_cada_pagina_y_lleva_a_la_siguiente(papeles, lote, client):
    client.force_login(papeles.cuentas["enlace"].usuario)
    pagina = client.get(reverse("captura:escaneo", args=[lote[0].pk])).text
    assert papeles.propio.candidatura.nombre in pagina
    assert "Sin saber de quién es" in pagina
    primera = lote[0].hojas.first()
    datos = {
        "tratamiento": "si",
        "publicacion": "no",
        "estadistica": "no",
        "firmante": "Persona Ficticia",
        "firmado_el": reloj.hoy().isoformat(),
    }
    respuesta = client.post(reverse("captura:pagina_escaneada", args=[primera.pk]), datos)
    assert respuesta.url == reverse(
        "captura:pagina_escaneada", args=[lote[0].hojas.get(numero=3).pk]
    )


def test_un_archivo_rehusado_conserva_lo_escrito(papeles, formato, client):
    client.force_login(papeles.cuentas["enlace"].usuario)
    respuesta = client.post(
        reverse("captura:consentimiento_papel", args=[papeles.propio.candidatura_id]),
        {
            "archivo": SimpleUploadedFile("hoja.jpg", pdf_de([hoja_blanca()])),
            "tratamiento": "si",
            "publicacion": "si",
            "estadistica": "no",
            "firmante": "Nombre Escrito",
            "firmado_el": "2023-04-10",
        },
    )
    assert respuesta.status_code == 200
    assert "por dentro es PDF" in respuesta.text
    assert "Nombre Escrito" in respuesta.text
    assert not Consentimiento.objects.exists()
