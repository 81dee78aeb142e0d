"""Muchas fotografías en un ZIP: cada archivo con su suerte, y nada del ZIP sale de su jaula."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from captura.hojas import fotos
from captura.hojas.alcance import Alcance
from captura.hojas.aplicacion import NoSeAplica
from captura.hojas.fotos import ZipIlegible, aplicar_fotos, revisar_zip
from captura.hojas.revision import Suerte
from captura.models import Cuestionario, Fotografia, Trabajo
from captura.servicios.captura import guardar_fotografia
from tests.captura.test_fotografias import MARCA, con_exif
from tests.fabricas import CuestionarioFactory, FormulaFactory, imagen


def sin_avance(*_):
    """Para llamar sin trabajador."""


@pytest.fixture
def cuenta(papeles):
    return papeles.cuentas["enlace"]


@pytest.fixture
def folio(papeles):
    return f"C{papeles.propio.candidatura_id}"


@pytest.fixture
def revisar(cuenta, tmp_path):
    """`revisar({nombre: bytes})`: las fotos halladas; la vista previa queda en `previa.zip`."""

    def hacer(archivos, adscripcion=None):
        return revisar_zip(
            empacar(tmp_path / "fotos.zip", archivos),
            Alcance(adscripcion or cuenta),
            sin_avance,
            tmp_path / "previa.zip",
        )

    return hacer


def empacar(ruta: Path, archivos) -> Path:
    with zipfile.ZipFile(ruta, "w", zipfile.ZIP_DEFLATED) as zip_:
        for nombre, datos in archivos.items():
            zip_.writestr(nombre, datos)
    return ruta


def test_se_halla_por_folio_se_limpia_y_se_guarda(papeles, cuenta, folio, revisar, tmp_path):
    (foto,) = revisar({f"carpeta/{folio.lower()}.JPG": con_exif()})
    assert (foto.suerte, foto.nombre) == (Suerte.CAMBIA, papeles.propio.candidatura.nombre)
    limpia = fotos.imagen(tmp_path / "previa.zip", foto)
    assert MARCA not in limpia
    assert not Fotografia.objects.exists(), "revisar no escribe"
    assert aplicar_fotos(tmp_path / "previa.zip", cuenta, sin_avance, meses=3) == 1
    guardada = Cuestionario.objects.get(pk=papeles.propio.pk).foto
    with guardada.archivo.open() as archivo:
        assert archivo.read() == limpia
    assert (guardada.meses_declarados, guardada.subida_por) == (3, cuenta.usuario)


def test_el_mismo_zip_otra_vez_no_cambia_nada(papeles, cuenta, folio, revisar, tmp_path):
    revisar({f"{folio}.jpg": imagen()})
    aplicar_fotos(tmp_path / "previa.zip", cuenta, sin_avance, meses=3)
    (foto,) = revisar({f"{folio}.jpg": imagen()})
    assert foto.suerte is Suerte.IGUAL
    assert aplicar_fotos(tmp_path / "previa.zip", cuenta, sin_avance, meses=3) == 0
    assert Cuestionario.objects.get(pk=papeles.propio.pk).version == 1


@pytest.mark.parametrize(
    ("nombre", "datos", "frase"),
    [
        ("C999999.jpg", imagen(), "no es el folio de una candidatura que usted capture"),
        ("../../etc/{}.jpg", imagen(), "apunta a otra carpeta"),
        ("/tmp/{}.jpg", imagen(), "apunta a otra carpeta"),
        ("..\\..\\{}.jpg", imagen(), "apunta a otra carpeta"),
        ("C:\\fotos\\{}.jpg", imagen(), "apunta a otra carpeta"),
        ("{}.zip", b"PK\x03\x04", "Es otro ZIP"),
        ("{}.jpg", b"PK\x03\x04" + bytes(500), "No se pudo abrir la imagen"),
        ("{}.jpg", b"%PDF-1.4", "No se pudo abrir la imagen"),
        ("{}.svg", b"<svg/>", "No se pudo abrir la imagen"),
        ("{}.jpg", bytes(900 * 1024 * 1024 // 8), "el máximo es 700 KB"),
        ("{}.jpg", imagen(lado=100), "100 × 100 píxeles"),
    ],
    ids=["ajeno", "sube", "raiz", "inversa", "unidad", "zip", "pk", "pdf", "svg", "bomba", "chica"],
)
def test_lo_que_no_sirve_se_dice_y_lo_demas_se_guarda(
    papeles, cuenta, folio, revisar, tmp_path, nombre, datos, frase
):
    bueno = f"C{papeles.cuestionario.candidatura_id}.jpg"
    mala, buena = revisar({nombre.format(folio): datos, bueno: imagen()})
    assert frase in mala.error
    assert buena.suerte is Suerte.CAMBIA
    assert aplicar_fotos(tmp_path / "previa.zip", cuenta, sin_avance, meses=3) == 1
    assert Cuestionario.objects.get(pk=papeles.propio.pk).foto_id is None
    assert {r.name for r in tmp_path.iterdir()} == {"fotos.zip", "previa.zip"}


def test_dos_para_el_mismo_folio_no_se_adivina_cual(folio, revisar):
    halladas = revisar({f"{folio}.jpg": imagen(), f"otra/{folio}.png": imagen("PNG")})
    assert [f.suerte for f in halladas] == [Suerte.ERROR] * 2
    assert "Hay 2 archivos" in halladas[0].error


def test_lo_que_anade_el_sistema_operativo_no_cuenta(folio, revisar):
    basura = {f"__MACOSX/._{folio}.jpg": b"x", ".DS_Store": b"x", "Thumbs.db": b"x", "fotos/": b""}
    assert len(revisar({f"{folio}.jpg": imagen(), **basura})) == 1


def test_lo_de_otro_actor_no_se_toca(papeles, revisar):
    ajena = CuestionarioFactory(candidatura__formula=FormulaFactory(actor=papeles.b))
    archivos = {f"C{ajena.candidatura_id}.jpg": imagen()}
    for papel in ("enlace", "capturista", "enlace_de_coalicion_que_lee"):
        esperada = Suerte.CAMBIA if papel == "enlace_de_coalicion_que_lee" else Suerte.ERROR
        assert revisar(archivos, papeles.cuentas[papel])[0].suerte is esperada, papel


def test_lo_enviado_no_cambia_de_fotografia(papeles, folio, revisar):
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(estado="enviado")
    assert "ya no se edita" in revisar({f"{folio}.jpg": imagen()})[0].error


def test_si_alguien_la_cambia_tras_la_vista_previa_no_se_aplica_ninguna(
    papeles, cuenta, folio, revisar, tmp_path
):
    revisar({f"C{papeles.cuestionario.candidatura_id}.jpg": imagen(), f"{folio}.jpg": imagen()})
    guardar_fotografia(
        cuestionario=papeles.cuestionario,
        datos=imagen(lado=500),
        adscripcion=papeles.cuentas["capturista"],
    )
    from django.db import transaction

    with (
        pytest.raises(NoSeAplica, match="otra persona cambió su fotografía"),
        transaction.atomic(),
    ):
        aplicar_fotos(tmp_path / "previa.zip", cuenta, sin_avance, meses=3)
    assert Cuestionario.objects.get(pk=papeles.propio.pk).foto_id is None


def cifrado(ruta: Path) -> Path:
    empacar(ruta, {"C1.jpg": imagen()})
    datos = bytearray(ruta.read_bytes())
    for firma, lugar in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        datos[datos.index(firma) + lugar] |= 1
    ruta.write_bytes(datos)
    return ruta


@pytest.mark.parametrize(
    ("hacer", "frase"),
    [
        (lambda ruta: empacar(ruta, {}), "no trae fotografías"),
        (lambda ruta: empacar(ruta, {f"C{n}.jpg": b"x" for n in range(5001)}), "más de 5,000"),
        (lambda ruta: ruta.write_bytes(imagen()) and ruta, "no es un ZIP"),
        (cifrado, "contraseña"),
    ],
    ids=["vacio", "muchos", "imagen", "cifrado"],
)
def test_un_zip_inservible_se_rehusa_con_una_frase(cuenta, tmp_path, hacer, frase):
    with pytest.raises(ZipIlegible, match=frase):
        revisar_zip(hacer(tmp_path / "f.zip"), Alcance(cuenta), sin_avance, tmp_path / "p.zip")


def test_por_la_pagina_con_el_trabajador(
    transactional_db, papeles, client, folio, hacer_trabajos, tmp_path
):
    client.force_login(papeles.cuentas["enlace"].usuario)
    archivo = empacar(tmp_path / "f.zip", {f"{folio}.jpg": con_exif(), "C0.jpg": b"x"})
    datos = {"archivo": SimpleUploadedFile("fotos.zip", archivo.read_bytes())}
    assert "Declare que" in client.post(reverse("captura:fotos"), datos).text
    datos["archivo"].seek(0)
    client.post(reverse("captura:fotos"), {**datos, "reciente": "on"})
    hacer_trabajos()
    previa = Trabajo.objects.get(clase="fotos_revisar")
    pagina = client.get(reverse("captura:fotos_revision", args=[previa.pk])).text
    assert papeles.propio.candidatura.nombre in pagina
    servida = client.get(reverse("captura:fotos_imagen", args=[previa.pk, 0]))
    assert Image.open(io.BytesIO(servida.content)).format == "JPEG"
    assert MARCA not in servida.content
    assert client.get(reverse("captura:fotos_imagen", args=[previa.pk, 1])).status_code == 404
    client.post(reverse("captura:fotos_aplicar", args=[previa.pk]))
    hacer_trabajos()
    assert Trabajo.objects.get(clase="fotos_aplicar").mensaje == "Fotografías guardadas: 1."
    assert Cuestionario.objects.get(pk=papeles.propio.pk).foto is not None
    assert not previa.carpeta.exists()
