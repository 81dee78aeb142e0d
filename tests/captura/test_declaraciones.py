"""Las declaraciones en PDF: se rehacen, no se sirve lo subido, y lo revisado es lo publicado."""

import io
import zlib

import pikepdf
import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pikepdf import Array, Dictionary, Name, String

from candidaturas.models import CambioDePerfil, DeclaracionPublicada
from captura import declaraciones
from captura.declaraciones import DeclaracionRechazada, limpiar
from captura.flujo import Paso
from captura.models import Acto, Acuse, Cuestionario, Declaracion
from captura.servicios.captura import YaNoSeEdita, guardar_fotografia
from captura.servicios.declaraciones import guardar_declaracion, quitar_declaracion
from captura.servicios.pasos import dar_paso
from tests.fabricas import documento, imagen

GUION = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def limpio(datos: bytes):
    return limpiar(datos, maximo_kb=500, maximo_paginas=3)


def con(alterar) -> bytes:
    """Un PDF de una página, alterado por `alterar(pdf)`."""
    salida = io.BytesIO()
    with pikepdf.open(io.BytesIO(documento("Visible"))) as pdf:
        alterar(pdf)
        pdf.save(salida)
    return salida.getvalue()


def abrir_con_guion(pdf):
    pdf.Root.OpenAction = GUION


def nombres_con_guion(pdf):
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["x", GUION])))


def accion_de_pagina(pdf):
    pdf.pages[0].obj.AA = Dictionary(O=GUION)


def enlace_y_lanzador(pdf):
    accion = Dictionary(S=Name.Launch, F=String("calc.exe"))
    nota = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=accion)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(nota)])


def adjunto(pdf):
    pdf.attachments["malo.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ app.alert")


def formulario_xfa(pdf):
    pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(b"<xdp>app.alert</xdp>"), Fields=Array([]))


def escondido_en_la_letra(pdf):
    pdf.pages[0].obj.Resources.Font.F1.AA = GUION
    pdf.pages[0].obj.Resources.Font.F1.Metadata = pdf.make_stream(b"app.alert")


def autor(pdf):
    pdf.docinfo["/Author"] = "app.alert"
    with pdf.open_metadata() as metadatos:
        metadatos["dc:creator"] = ["app.alert"]


@pytest.mark.parametrize(
    "alterar",
    [
        abrir_con_guion,
        nombres_con_guion,
        accion_de_pagina,
        enlace_y_lanzador,
        adjunto,
        formulario_xfa,
        escondido_en_la_letra,
        autor,
    ],
)
def test_lo_activo_y_los_metadatos_no_pasan_y_lo_visible_si(alterar):
    resultado = limpio(con(alterar))
    suelto = io.BytesIO()
    with pikepdf.open(io.BytesIO(resultado.datos)) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        pdf.save(
            suelto,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    for resto in (b"alert", b"calc.exe", b"/AA", b"/Annots", b"/AcroForm", b"MZ", b"/Metadata"):
        assert resto not in suelto.getvalue(), resto
    assert "Visible" in pypdf.PdfReader(io.BytesIO(resultado.datos)).pages[0].extract_text()


def test_lo_llenado_en_un_formulario_se_queda_dibujado():
    def llenar(pdf):
        dibujo = pdf.make_stream(b"BT /F1 12 Tf 2 2 Td (Llenado) Tj ET")
        dibujo.Type, dibujo.Subtype = Name.XObject, Name.Form
        dibujo.BBox, dibujo.Resources = Array([0, 0, 100, 20]), pdf.pages[0].obj.Resources
        campo = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("c"),
                V=String("Llenado"), F=4, Rect=[10, 10, 110, 30], AP=Dictionary(N=dibujo),
            )
        )  # fmt: skip
        pdf.pages[0].obj.Annots = Array([campo])
        pdf.Root.AcroForm = Dictionary(Fields=Array([campo]))

    texto = pypdf.PdfReader(io.BytesIO(limpio(con(llenar)).datos)).pages[0].extract_text()
    assert "Llenado" in texto


def protegido(**opciones) -> bytes:
    salida = io.BytesIO()
    with pikepdf.open(io.BytesIO(documento())) as pdf:
        pdf.save(salida, encryption=pikepdf.Encryption(**opciones))
    return salida.getvalue()


@pytest.mark.parametrize(
    ("datos", "frase"),
    [
        (imagen(), "no es un PDF"),
        (b"MZ" + documento(), "no es un PDF"),
        (b"<svg>%PDF-1.7", "no es un PDF"),
        (b"%PDF-1.7\nbasura" * 50, "está dañado"),
        (b"%PDF-1.7", "está dañado"),
        (documento()[:300], "está dañado"),
        (documento(paginas=4), "tiene 4 páginas"),
        (b"%PDF-" + b"0" * 600_000, "el máximo es 500 KB"),
        (protegido(user="u", owner="o"), "tiene contraseña"),
        (protegido(user="", owner="o"), "está protegido"),
    ],
    ids=["imagen", "poliglota", "svg", "basura", "vacio", "cortado", "largo", "pesado", "clave",
         "candado"],
)  # fmt: skip
def test_lo_que_no_sirve_se_rehusa_con_una_frase(datos, frase):
    with pytest.raises(DeclaracionRechazada, match=frase):
        limpio(datos)


def test_lo_que_se_infla_se_rehusa_sin_inflarlo(monkeypatch):
    monkeypatch.setattr(declaraciones, "INFLADO_MAXIMO", 1_000_000)

    def inflar(pdf):
        bomba = zlib.compress(b" " * 5_000_000, 9)
        pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, bomba, Filter=Name.FlateDecode)

    with pytest.raises(DeclaracionRechazada, match="comprimido en exceso"):
        limpio(con(inflar))


# --- Entregar, quitar, enviar ---------------------------------------------------------------
@pytest.fixture
def entra(papeles, client):
    client.force_login(papeles.cuentas["enlace"].usuario)
    return client


def entregar(papeles, texto="Hola", clase="patrimonial"):
    guardar_declaracion(
        cuestionario=papeles.propio,
        clase=clase,
        datos=documento(texto),
        adscripcion=papeles.cuentas["enlace"],
    )
    return papeles.propio.declaraciones.vigentes().get(clase=clase)


def direccion(papeles, nombre="declaracion"):
    return reverse(f"captura:{nombre}", args=[papeles.propio.pk, "patrimonial"])


def test_se_entrega_se_ve_y_se_quita_desde_la_pagina(entra, papeles):
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(estado="en_captura")
    archivo = SimpleUploadedFile("../../Mi declaración.pdf", documento("Mía"))
    texto = entra.post(direccion(papeles), {"archivo": archivo}, follow=True).text
    assert "Declaración patrimonial guardada" in texto
    declaracion = Declaracion.objects.get()
    assert declaracion.archivo.name == (
        f"declaraciones/{declaracion.huella[:2]}/{declaracion.huella}.pdf"
    )
    bajada = entra.get(direccion(papeles, "declaracion_pdf"))
    assert bajada.content.startswith(b"%PDF-")
    assert bajada["Content-Disposition"].startswith("attachment")
    assert bajada["Cache-Control"] == "private, no-store"
    acto = Acto.objects.latest("pk")
    assert acto.datos["campos"] == ["declaracion_patrimonial"]
    entra.post(direccion(papeles, "declaracion_quitar"))
    assert not papeles.propio.declaraciones.vigentes().exists()
    assert entra.get(direccion(papeles, "declaracion_pdf")).status_code == 404


@pytest.mark.parametrize(
    ("archivo", "frase"),
    [
        (None, "Elija primero el PDF"),
        (SimpleUploadedFile("d.pdf", b"hola"), "no es un PDF"),
        (SimpleUploadedFile("d.pdf", b"%PDF-" + b"0" * 6_000_000), "el máximo es 5120 KB"),
    ],
)
def test_lo_rehusado_se_dice_en_la_pagina(entra, papeles, archivo, frase):
    respuesta = entra.post(direccion(papeles), {"archivo": archivo} if archivo else {})
    assert frase in respuesta.text
    assert not Declaracion.objects.exists()


def test_el_doble_clic_no_la_entrega_dos_veces(papeles):
    entregar(papeles)
    version = Cuestionario.objects.get(pk=papeles.propio.pk).version
    entregar(papeles)
    assert Declaracion.objects.count() == 1
    assert Cuestionario.objects.get(pk=papeles.propio.pk).version == version


def test_sustituirla_conserva_la_anterior_para_comprobarla(entra, papeles):
    primera, segunda = entregar(papeles, "Uno"), entregar(papeles, "Dos")
    assert primera.huella != segunda.huella
    ruta = direccion(papeles, "declaracion_pdf")
    assert entra.get(f"{ruta}?huella={primera.huella}").status_code == 200
    assert entra.get(f"{ruta}?huella={'0' * 64}").status_code == 404
    primera.refresh_from_db()
    assert primera.quitada_en is not None


def test_ya_enviado_no_se_cambia(papeles):
    entregar(papeles)
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(estado="enviado")
    with pytest.raises(YaNoSeEdita):
        entregar(papeles, "Otra")
    with pytest.raises(YaNoSeEdita):
        quitar_declaracion(
            cuestionario=papeles.propio,
            clase="patrimonial",
            adscripcion=papeles.cuentas["enlace"],
        )


def test_quitar_la_que_no_hay_no_deja_rastro(papeles):
    antes = Acto.objects.count()
    quitar_declaracion(
        cuestionario=papeles.propio, clase="fiscal", adscripcion=papeles.cuentas["enlace"]
    )
    assert Acto.objects.count() == antes


# --- Publicar -------------------------------------------------------------------------------
@pytest.fixture
def verificado(papeles):
    entregar(papeles)
    guardar_fotografia(
        cuestionario=papeles.propio, datos=imagen(), adscripcion=papeles.cuentas["enlace"]
    )
    dar(papeles, Paso.ENVIAR, "enlace")
    dar(papeles, Paso.REVISAR)
    dar(papeles, Paso.VERIFICAR)
    return papeles


def dar(papeles, paso, quien="coordinacion", **mas):
    return dar_paso(
        cuestionario=papeles.propio, paso=paso, adscripcion=papeles.cuentas[quien], **mas
    )


def test_el_acuse_y_la_huella_la_cubren(verificado):
    acuse = Acuse.objects.get()
    suya = verificado.propio.declaraciones.get()
    assert acuse.contenido["declaraciones"] == {"patrimonial": suya.huella}


def test_sin_declaraciones_el_contenido_no_las_nombra(papeles):
    from captura.huellas import contenido_de

    assert "declaraciones" not in contenido_de(papeles.propio)


def test_si_cambia_tras_verificar_no_se_publica(verificado):
    from captura.servicios.publicacion import CambioTrasVerificar

    Declaracion.objects.update(huella="f" * 64)
    with pytest.raises(CambioTrasVerificar):
        dar(verificado, Paso.PUBLICAR)
    assert not DeclaracionPublicada.objects.exists()


def test_se_publica_con_nombre_al_azar_y_se_ve_en_la_ficha(verificado, client):
    dar(verificado, Paso.PUBLICAR)
    publicada = DeclaracionPublicada.objects.get()
    privada = verificado.propio.declaraciones.get()
    assert privada.huella not in publicada.archivo.name
    with publicada.archivo.open() as copia, privada.archivo.open() as original:
        assert copia.read() == original.read()
    texto = client.get(verificado.propio.candidatura.get_absolute_url()).text
    assert publicada.archivo.url in texto
    assert "Declaración patrimonial" in texto
    assert publicada.archivo.storage.exists(publicada.archivo.name)
    cambio = CambioDePerfil.objects.get(campo="declaracion_patrimonial")
    assert cambio.clase == "publicado"


@pytest.mark.parametrize("otra", ["igual", "distinta", "ninguna"])
def test_al_volver_a_publicar_queda_solo_la_vigente(
    verificado, otra, django_capture_on_commit_callbacks
):
    dar(verificado, Paso.PUBLICAR)
    vieja = DeclaracionPublicada.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        dar(verificado, Paso.RETIRAR, motivo="Prueba")
    assert not DeclaracionPublicada.objects.exists()
    assert not vieja.archivo.storage.exists(vieja.archivo.name)
    Cuestionario.objects.filter(pk=verificado.propio.pk).update(estado="con_observaciones")
    if otra == "distinta":
        entregar(verificado, "Otra")
    elif otra == "ninguna":
        quitar_declaracion(
            cuestionario=verificado.propio,
            clase="patrimonial",
            adscripcion=verificado.cuentas["enlace"],
        )
    dar(verificado, Paso.ENVIAR, "enlace")
    for paso in (Paso.REVISAR, Paso.VERIFICAR, Paso.PUBLICAR):
        dar(verificado, paso)
    vigentes = list(verificado.propio.declaraciones.vigentes().values_list("huella", flat=True))
    publicadas = list(DeclaracionPublicada.objects.values_list("huella", flat=True))
    assert publicadas == vigentes
