"""Lo que se sube nunca es lo que se sirve: se abre, se acota y se vuelve a codificar."""

import io
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, PngImagePlugin

from captura.fotografias import FotografiaRechazada, Recorte, limpiar
from captura.models import Cuestionario, Fotografia
from tests.fabricas import imagen

MARCA = b"<script>alert(1)</script>GPS-SECRETO"


def pasar(datos, *, maximo_kb=700, lado_minimo=300, recorte=None):
    return limpiar(datos, maximo_kb=maximo_kb, lado_minimo=lado_minimo, recorte=recorte)


def con_exif() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = MARCA.decode()
    exif[0x0112] = 6  # girada: hay que enderezarla antes de tirar la etiqueta
    exif.get_ifd(0x8825)[2] = (25.0, 25.0, 25.0)
    salida = io.BytesIO()
    Image.new("RGB", (600, 400), "teal").save(
        salida, "JPEG", exif=exif, comment=MARCA, icc_profile=MARCA * 4
    )
    return salida.getvalue()


def con_texto_png() -> bytes:
    textos = PngImagePlugin.PngInfo()
    textos.add_text("Comment", MARCA.decode())
    salida = io.BytesIO()
    Image.new("RGBA", (400, 400), (0, 0, 0, 0)).save(salida, "PNG", pnginfo=textos)
    return salida.getvalue()


def bomba_png(lado: int) -> bytes:
    """Un PNG diminuto que dice medir `lado` por `lado`."""

    def trozo(tipo: bytes, datos: bytes) -> bytes:
        suma = zlib.crc32(tipo + datos).to_bytes(4, "big")
        return len(datos).to_bytes(4, "big") + tipo + datos + suma

    medidas = lado.to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    pixeles = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n"
        + trozo(b"IHDR", medidas)
        + trozo(b"IDAT", pixeles)
        + trozo(b"IEND", b"")
    )


def test_se_quitan_exif_gps_comentarios_y_perfiles():
    original = con_exif()
    assert MARCA in original
    limpia = pasar(original)
    assert MARCA not in limpia.datos
    assert b"Exif" not in limpia.datos
    abierta = Image.open(io.BytesIO(limpia.datos))
    assert not abierta.getexif()
    assert "comment" not in abierta.info
    assert (limpia.ancho, limpia.alto) == (400, 500), "se enderezó según su EXIF y se recortó"


@pytest.mark.parametrize("formato", ["JPEG", "PNG", "WEBP"])
def test_se_aceptan_los_tres_formatos_y_sale_siempre_jpeg(formato):
    limpia = pasar(imagen(formato))
    assert limpia.datos[:3] == b"\xff\xd8\xff"
    assert Image.open(io.BytesIO(limpia.datos)).format == "JPEG"


def test_la_transparencia_queda_sobre_blanco():
    limpia = pasar(con_texto_png())
    assert MARCA not in limpia.datos
    assert Image.open(io.BytesIO(limpia.datos)).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("cola", [MARCA, b"PK\x03\x04" + MARCA, b"%PDF-1.4 " + MARCA])
def test_los_bytes_pegados_a_una_imagen_no_sobreviven(cola):
    limpia = pasar(imagen() + cola)
    assert MARCA not in limpia.datos


@pytest.mark.parametrize("formato", ["JPEG", "PNG", "WEBP"])
def test_nada_de_lo_subido_se_sirve_igual(formato):
    original = imagen(formato)
    assert pasar(original).datos != original


@pytest.mark.parametrize(
    "datos",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"%PDF-1.4 no es una foto",
        b"hola",
        b"",
        b"GIF89a" + bytes(100),
        imagen()[:200],
        b"\xff\xd8\xff" + bytes(500),
        b"\x89PNG\r\n\x1a\n" + bytes(500),
    ],
    ids=["svg", "pdf", "texto", "vacio", "gif", "cortada", "falsa-jpg", "falsa-png"],
)
def test_lo_que_no_es_una_fotografia_se_rehusa_con_una_frase(datos):
    with pytest.raises(FotografiaRechazada, match="No se pudo abrir la imagen"):
        pasar(datos)


@pytest.mark.parametrize("lado", [10_000, 60_000])
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_una_bomba_de_pixeles_se_rehusa_sin_abrirla(lado):
    with pytest.raises(FotografiaRechazada, match="demasiados píxeles"):
        pasar(bomba_png(lado))


def test_una_bomba_se_rehusa_tambien_donde_las_advertencias_son_errores():
    with pytest.raises(FotografiaRechazada, match="demasiados píxeles"):
        pasar(bomba_png(10_000))


def test_pesada_o_chica_se_rehusa_diciendo_cuanto():
    with pytest.raises(FotografiaRechazada, match="el máximo es 700 KB"):
        pasar(bytes(701 * 1024))
    with pytest.raises(FotografiaRechazada, match="200 × 200 píxeles"):
        pasar(imagen(lado=200))


def test_una_grande_se_reduce():
    limpia = pasar(imagen(lado=3000))
    assert (limpia.ancho, limpia.alto) == (960, 1200)


# --- El recorte ------------------------------------------------------------------------------
def cuadrantes(ancho=800, alto=1000, *, orientacion=1, formato="JPEG") -> bytes:
    """Cuatro colores: rojo y verde arriba, azul y blanco abajo (antes de girar)."""
    lienzo = Image.new("RGB", (ancho, alto), "white")
    for color, x, y in (("red", 0, 0), ("lime", ancho // 2, 0), ("blue", 0, alto // 2)):
        lienzo.paste(color, (x, y, x + ancho // 2, y + alto // 2))
    exif = Image.Exif()
    exif[0x0112] = orientacion
    salida = io.BytesIO()
    lienzo.save(salida, formato, exif=exif, quality=95)
    return salida.getvalue()


def color_del_centro(limpia) -> str:
    r, g, b = Image.open(io.BytesIO(limpia.datos)).getpixel((limpia.ancho // 2, limpia.alto // 2))
    altos = (r > 128, g > 128, b > 128)
    return {(1, 0, 0): "rojo", (0, 1, 0): "verde", (0, 0, 1): "azul", (1, 1, 1): "blanco"}[altos]


ARRIBA_IZQUIERDA = Recorte(0, 0, 0.5, 0.5)


@pytest.mark.parametrize(
    ("recorte", "color"),
    [
        (ARRIBA_IZQUIERDA, "rojo"),
        (Recorte(0.5, 0, 0.5, 0.5), "verde"),
        (Recorte(0, 0.5, 0.5, 0.5), "azul"),
        (Recorte(0.5, 0.5, 0.5, 0.5), "blanco"),
    ],
)
@pytest.mark.parametrize("formato", ["JPEG", "PNG"])
def test_se_toma_el_recuadro_que_la_persona_eligio(recorte, color, formato):
    limpia = pasar(cuadrantes(formato=formato), recorte=recorte)
    assert color_del_centro(limpia) == color
    assert (limpia.ancho, limpia.alto) == (400, 500)


@pytest.mark.parametrize(("orientacion", "color"), [(3, "blanco"), (6, "azul"), (8, "verde")])
def test_el_recuadro_se_cuenta_sobre_la_imagen_enderezada(orientacion, color):
    limpia = pasar(cuadrantes(1000, 1000, orientacion=orientacion), recorte=ARRIBA_IZQUIERDA)
    assert color_del_centro(limpia) == color


def test_sin_recuadro_se_toma_el_centro_y_la_proporcion_de_todas():
    ancha = Image.new("RGB", (1500, 500), "red")
    ancha.paste("blue", (500, 0, 1000, 500))
    salida = io.BytesIO()
    ancha.save(salida, "PNG")
    limpia = pasar(salida.getvalue())
    assert color_del_centro(limpia) == "azul"
    assert (limpia.ancho, limpia.alto) == (400, 500)


def test_un_recuadro_de_una_foto_grande_conserva_su_detalle():
    """Se reduce según lo que el recorte necesita, no según la foto entera."""
    limpia = pasar(cuadrantes(3200, 4000), recorte=Recorte(0, 0, 0.25, 0.25), maximo_kb=5000)
    assert (limpia.ancho, limpia.alto) == (800, 1000)


def test_un_recuadro_muy_chico_se_rehusa():
    with pytest.raises(FotografiaRechazada, match="Amplíe el recuadro"):
        pasar(cuadrantes(), recorte=Recorte(0, 0, 0.1, 0.1))


@pytest.mark.parametrize(
    "texto",
    ["", "1", "0,0,1", "a,b,c,d", "nan,0,1,1", "0,0,inf,1", "-1,0,1,1", "0,0,0,1", "0.9,0,0.5,1"],
)
def test_un_recuadro_imposible_no_se_acepta(texto):
    with pytest.raises(ValueError, match=r".*"):
        Recorte.de_texto(texto)


# --- Otras imágenes raras ---------------------------------------------------------------------
def test_una_de_imprenta_cmyk_sale_en_rgb():
    salida = io.BytesIO()
    Image.new("CMYK", (400, 500), (0, 255, 255, 0)).save(salida, "JPEG")
    limpia = pasar(salida.getvalue())
    assert Image.open(io.BytesIO(limpia.datos)).mode == "RGB"
    assert color_del_centro(limpia) == "rojo"


@pytest.mark.parametrize("formato", ["WEBP", "PNG"])
def test_de_una_animada_queda_el_primer_cuadro(formato):
    salida = io.BytesIO()
    uno, dos = (Image.new("RGB", (400, 500), color) for color in ("red", "blue"))
    uno.save(salida, formato, save_all=True, append_images=[dos], duration=100)
    limpia = pasar(salida.getvalue())
    assert color_del_centro(limpia) == "rojo"
    assert getattr(Image.open(io.BytesIO(limpia.datos)), "n_frames", 1) == 1


# --- Por la dirección ---------------------------------------------------------------------
@pytest.fixture
def entra(papeles, client):
    client.force_login(papeles.cuentas["enlace"].usuario)
    return client


def subir(client, papeles, datos, nombre="foto.jpg", **campos):
    return client.post(
        reverse("captura:fotografia_subir", args=[papeles.propio.pk]),
        {
            "archivo": SimpleUploadedFile(nombre, datos, content_type="image/jpeg"),
            "reciente": "on",
            **campos,
        },
    )


def test_se_sirve_la_limpia_solo_como_jpeg(entra, papeles):
    respuesta = subir(entra, papeles, con_exif(), nombre="../../etc/passwd.jpg")
    assert respuesta.status_code == 302
    servida = entra.get(reverse("captura:fotografia", args=[papeles.propio.pk]))
    contenido = servida.content
    assert MARCA not in contenido
    assert servida["Content-Type"] == "image/jpeg"
    assert servida["X-Content-Type-Options"] == "nosniff"
    assert "private" in servida["Cache-Control"]
    foto = Fotografia.objects.get()
    assert foto.archivo.name.startswith(f"fotografias/{foto.huella[:2]}/{foto.huella}")
    assert "passwd" not in foto.archivo.name


@pytest.mark.parametrize(
    ("datos", "frase"),
    [
        (b"%PDF-1.4", "No se pudo abrir la imagen"),
        (bytes(50 * 1024 * 1024), "el máximo es 700 KB"),
        (b"", "El archivo está vacío"),
    ],
    ids=["pdf", "50-mb", "vacio"],
)
def test_lo_rehusado_se_explica_en_la_pagina_y_no_queda_nada(entra, papeles, datos, frase):
    respuesta = subir(entra, papeles, datos)
    assert respuesta.status_code == 200
    assert frase in respuesta.text
    assert not Fotografia.objects.exists()
    assert Cuestionario.objects.get(pk=papeles.propio.pk).foto_id is None


def test_por_la_pagina_se_recorta_y_queda_lo_que_se_declaro(entra, papeles):
    subir(entra, papeles, cuadrantes(), recorte="0.00000,0.50000,0.50000,0.50000")
    foto = Fotografia.objects.get()
    assert foto.meses_declarados == 3
    with foto.archivo.open() as archivo:
        datos = archivo.read()
    assert Image.open(io.BytesIO(datos)).getpixel((200, 250))[2] > 200


def test_sin_declarar_que_es_reciente_no_se_guarda(entra, papeles):
    respuesta = subir(entra, papeles, imagen(), reciente="")
    assert "Declare que la fotografía es reciente" in respuesta.text
    assert not Fotografia.objects.exists()


def test_un_recorte_que_no_se_entiende_se_dice(entra, papeles):
    assert "El recorte no se entendió" in subir(entra, papeles, imagen(), recorte="x").text
    assert not Fotografia.objects.exists()


def test_sin_archivo_se_dice(entra, papeles):
    respuesta = entra.post(reverse("captura:fotografia_subir", args=[papeles.propio.pk]))
    assert "Elija primero el archivo" in respuesta.text


def test_un_perfil_enviado_ya_no_cambia_de_fotografia(entra, papeles):
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(estado="enviado")
    respuesta = subir(entra, papeles, imagen())
    assert respuesta.status_code == 302
    assert not Fotografia.objects.exists()
