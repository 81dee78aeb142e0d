"""`manage.py informe_mensual`: el archivo entero o una frase clara, nunca medio archivo."""

import io

import pypdf
import pytest
from django.core.management import CommandError, call_command

from conoceles.comun import reloj
from informes.carga import cargar_informe_de_mayo
from tests.informes.conftest import momento


def correr(salida, **cambios):
    opciones = {"proceso": "pel-2023", "mes": "2023-05", "formato": "pdf"} | cambios
    with reloj.en(momento(6, 12)):
        call_command("informe_mensual", salida=salida, stdout=io.StringIO(), **opciones)


@pytest.mark.parametrize(("formato", "firma"), [("pdf", b"%PDF-1.7"), ("docx", b"PK\x03\x04")])
def test_escribe_el_informe(proceso, tmp_path, formato, firma):
    cargar_informe_de_mayo(proceso=proceso)
    salida = tmp_path / f"mayo.{formato}"
    salida.write_bytes(b"lo anterior")
    correr(salida, formato=formato)
    assert salida.read_bytes().startswith(firma)
    assert list(tmp_path.iterdir()) == [salida], "no quedan archivos a medias"


def test_el_mes_que_corre_sale_aunque_nadie_haya_guardado_nada(proceso, tmp_path, atender):
    cargar_informe_de_mayo(proceso=proceso)
    atender(siglas="PVEM", recibida=momento(6, 10))
    correr(tmp_path / "junio.pdf", mes="2023-06")
    paginas = pypdf.PdfReader(tmp_path / "junio.pdf").pages
    texto = " ".join(" ".join(p.extract_text() for p in paginas).split())
    assert "INFORME DEL MES DE JUNIO" in texto
    assert "Del 30 de mayo al 12 de junio de 2023" in texto
    assert "treinta (30) de mayo de 2023 al doce (12) de junio de 2023" in texto
    assert "1 Se recibió por correo electrónico petición realizada por el partido" in texto


@pytest.mark.parametrize(
    ("cambios", "frase"),
    [
        ({"proceso": "nada"}, r"No hay un proceso «nada»\. Los que hay: pel-2023\."),
        ({"mes": "mayo"}, "«mayo» no es un mes"),
        ({"mes": "2023-13"}, "«2023-13» no es un mes"),
        ({"mes": "2023-5"}, "«2023-5» no es un mes"),
        ({"mes": "2031-01"}, "De 2031-01 no hay informe: los de pel-2023 van de 2022-01 a 2023-06"),
        ({"mes": "0001-01"}, "De 0001-01 no hay informe"),
        ({"formato": "odt"}, "El formato «odt» no existe: use pdf o docx"),
    ],
)
def test_lo_que_no_procede_se_dice_en_una_frase_y_no_escribe(proceso, tmp_path, cambios, frase):
    with pytest.raises(CommandError, match=frase) as error:
        correr(tmp_path / "informe.pdf", **cambios)
    assert "\n" not in str(error.value)
    assert list(tmp_path.iterdir()) == []


def test_no_escribe_donde_no_hay_carpeta_ni_sobre_lo_que_no_es_un_archivo(proceso, tmp_path):
    with pytest.raises(CommandError, match="no existe la carpeta"):
        correr(tmp_path / "no" / "informe.pdf")
    with pytest.raises(CommandError, match="no es un archivo"):
        correr(tmp_path)


def test_si_el_disco_falla_a_medias_queda_lo_que_habia(proceso, tmp_path, monkeypatch):
    salida = tmp_path / "informe.pdf"
    salida.write_bytes(b"lo anterior")

    def disco_lleno(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", disco_lleno)
    with pytest.raises(CommandError, match="No se pudo escribir"):
        correr(salida)
    assert salida.read_bytes() == b"lo anterior"
    assert list(tmp_path.iterdir()) == [salida]
